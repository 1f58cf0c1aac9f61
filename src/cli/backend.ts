import { withUpstream, type Config, type ServiceConfig } from '../config/config.js';
import { Secret } from '../config/secret.js';
import type { RunningSandbox } from '../sandbox/index.js';

/** The backend a service talks to: a configured one, or a sandbox of its own. */
export interface Backend {
  readonly config: ServiceConfig;
  readonly sandbox?: RunningSandbox;
  close(): Promise<void>;
}

/** Starts a sandbox unless a backend is configured; gives the configuration that leads to the backend either way. */
export async function openBackend(config: Config): Promise<Backend> {
  if (config.upstream) return { config: withUpstream(config, config.upstream), close: async () => {} };
  // Loaded only here: a service with a backend of its own has no use for a database.
  const { SANDBOX_KEYS, startSandbox } = await import('../sandbox/index.js');
  const sandbox = await startSandbox(config.sandbox);
  // Callers who bring keys of their own must not fall back on ours.
  const apiKey = config.http.auth?.mode === 'api-key' ? undefined : new Secret(SANDBOX_KEYS.acme);
  const upstream = { baseUrl: sandbox.baseUrl, apiKey, orgId: undefined };
  return { config: withUpstream(config, upstream), sandbox, close: async () => sandbox.close() };
}
