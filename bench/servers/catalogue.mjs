// All servers of the comparison: how each is started, and which protocols it supports.
import { fileURLToPath } from 'node:url';
import { authSettings } from './service-auth.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
/** The bundle that ships, and the build it is made of, in which a profile can distinguish packages. */
const SERVICE = here('../../dist/main.js');
const UNBUNDLED = here('../../build/main.js');

const OLD = ['2025'];
const BOTH = ['2025', '2026'];

/** A script of this folder, configured as in `settings.mjs`. */
const script = (name, ...args) => ({
  args: ({ stdio }) => [here(name), ...args, ...(stdio ? ['--stdio'] : [])],
  env: ({ port, backend }) => ({ PORT: String(port), BENCH_BACKEND: backend }),
});

/**
 * The service as in production: everything on, only public settings. Limits that would reject the load are raised, and
 * keep counting.
 */
const service = {
  args: ({ stdio }) => [SERVICE, stdio ? 'stdio' : 'http'],
  env: ({ port, backend, stdio, auth }) => ({
    AGENTPAY_API_BASE_URL: backend,
    AGENTPAY_API_KEY: 'test_bench',
    LOG_LEVEL: 'info',
    ...(!stdio && {
      ORVION_MCP_LISTEN_PORT: String(port),
      ORVION_MCP_METRICS: 'true',
      ORVION_MCP_RATE_LIMIT_PER_SEC: '1000000',
      ORVION_MCP_RATE_LIMIT_BURST: '1000000',
      // The load stops all at once, and nothing watches the probes.
      ORVION_MCP_DRAIN_DELAY_MS: '0',
      ...authSettings(auth).env,
    }),
  }),
  headers: ({ auth }) => authSettings(auth).headers,
};

/** Servers by the name that tables and options use. */
export const SERVERS = {
  floor: { title: 'floor: bare node:http and undici', eras: OLD, stdio: true, ...script('floor.mjs') },
  alone: { title: 'floor without the backend call', eras: OLD, stdio: false, ...script('floor.mjs', '--alone') },
  'sdk-v1': { title: 'SDK 1 on express, textbook', eras: OLD, stdio: true, ...script('sdk-v1.mjs') },
  'sdk-v2': { title: 'SDK 2 `createMcpHandler`', eras: BOTH, stdio: true, ...script('sdk-v2.mjs') },
  'mcp-nest': { title: 'mcp-nest 2 on Nest Fastify', eras: BOTH, stdio: true, ...script('mcp-nest.mjs') },
  fastmcp: { title: 'fastmcp', eras: OLD, stdio: true, ...script('fastmcp.mjs') },
  orvion: { title: '**Orvion MCP**', eras: BOTH, stdio: true, ...service },
  'orvion-unbundled': {
    title: 'Orvion MCP before it is bundled',
    eras: BOTH,
    stdio: true,
    ...service,
    args: ({ stdio }) => [UNBUNDLED, stdio ? 'stdio' : 'http'],
  },
  'orvion-tools': {
    title: 'Orvion MCP with further tools',
    eras: BOTH,
    stdio: false,
    ...service,
    args: () => [here('service-with-tools.mjs'), 'http'],
    // The four tools of all servers, and the further ones.
    env: (told) => ({ ...service.env(told), ORVION_MCP_TOOLSETS: 'read,create,pay' }),
  },
};
