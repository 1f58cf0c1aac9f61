// Checks the artefact as it is shipped: packed, installed for production in an empty folder, started, used, stopped.
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { live } from './life.mjs';
import { checkModules, install, installAlone, pack, run } from './package.mjs';
import { endpointOf, start } from './processes.mjs';
import { finish, step } from './steps.mjs';

const folder = mkdtempSync(join(tmpdir(), 'orvion-smoke-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const archive = await step('npm pack holds the program and nothing else', async () => pack(folder));
const installed =
  archive && (await step('npm ci installs it from the lock file that is in it', async () => install(archive, folder)));
if (installed) await use(installed);
const empty =
  archive && (await step('npm install takes it in an empty folder', async () => installAlone(archive, folder)));
if (empty) await useByNpx(empty);
process.exit(finish());

/** Nothing of this checkout, and no variables of the developer's: what is missing in the package would be found there. */
function optionsIn(cwd) {
  const settings = { ORVION_MCP_LISTEN_PORT: '0', ORVION_MCP_SANDBOX_DATABASE: ':memory:', LOG_LEVEL: 'warn' };
  return { cwd, env: { PATH: process.env.PATH, HOME: folder, ORVION_MCP_DRAIN_DELAY_MS: '0', ...settings } };
}

async function useByNpx(cwd) {
  const options = optionsIn(cwd);
  await step('npx orvion-mcp --sandbox serves over stdio', async () => {
    await live(new StdioClientTransport({ command: 'npx', args: ['orvion-mcp', '--sandbox'], ...options }));
  });
  await step('npx orvion-mcp doctor --sandbox finds nothing amiss', async () => {
    assert.match(await run('npx', ['orvion-mcp', 'doctor', '--sandbox'], options), /^ok +key /m);
  });
  await step('npx orvion-mcp http --sandbox serves over HTTP, and Ctrl+C ends it', async () => {
    const args = ['orvion-mcp', 'http', '--sandbox'];
    // npx runs the program in a shell, which does not hand a signal on: a terminal sends it to the whole group.
    const service = start('npx', args, { ...options, stdio: ['ignore', 'inherit', 'pipe'], detached: true });
    const ended = once(service.stderr, 'close');
    try {
      await live(new StreamableHTTPClientTransport(new URL(await endpointOf(service))));
    } finally {
      process.kill(-(service.pid ?? NaN), 'SIGINT');
    }
    await ended;
  });
}

async function use({ bin, modules }) {
  const program = join(bin, 'orvion-mcp');
  const options = optionsIn(folder);

  await step('nothing that is inside the bundle, and nothing for development, came along', async () =>
    checkModules(modules),
  );
  await step('orvion-mcp --version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal(await run(program, ['--version'], options), `${version}\n`);
  });
  await step('orvion-mcp tools', async () => {
    const { tools } = JSON.parse(await run(program, ['tools'], options));
    assert.equal(tools.length, 7);
  });
  await step('the life of an invoice over stdio', async () => {
    await live(new StdioClientTransport({ command: program, args: ['--sandbox'], stderr: 'inherit', ...options }));
  });
  await step('stdio ends with 0 when its input ends', async () => {
    const child = start(program, ['stdio', '--sandbox'], { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  const service = start(program, ['http', '--sandbox'], { ...options, stdio: ['ignore', 'inherit', 'pipe'] });
  const endpoint = await step('orvion-mcp http --sandbox says where it listens', async () => endpointOf(service));
  if (!endpoint) return;
  await step('the life of an invoice over HTTP', async () => {
    await live(new StreamableHTTPClientTransport(new URL(endpoint)));
  });
  await step('/livez, /readyz and /health answer 200', async () => {
    for (const path of ['/livez', '/readyz', '/health'])
      assert.equal((await fetch(new URL(path, endpoint))).status, 200);
  });
  await step('SIGTERM ends it with 0', async () => {
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
  });
}
