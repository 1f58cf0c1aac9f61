import { withUpstream, type Config, type ServiceConfig } from '../config/config.js';
import { Secret } from '../config/secret.js';
import type { RunningSandbox } from '../sandbox/index.js';

/** The backend of the service: the configured one, or a sandbox in this process. */
export interface Backend {
  readonly config: ServiceConfig;
  readonly sandbox?: RunningSandbox;
  close(): Promise<void>;
}

/** Starts a sandbox unless a backend is configured. Returns the configuration to reach the backend. */
export async function openBackend(config: Config): Promise<Backend> {
  if (config.upstream) return { config: withUpstream(config, config.upstream), close: async () => {} };
  // Loaded only here: a service with a configured backend needs no database.
  const { SANDBOX_KEYS, startSandbox } = await import('../sandbox/index.js');
  const sandbox = await startSandbox(config.sandbox);
  // Callers who bring their own keys must not fall back to ours.
  const apiKey = config.http.auth?.mode === 'api-key' ? undefined : new Secret(SANDBOX_KEYS.acme);
  const upstream = { baseUrl: sandbox.baseUrl, apiKey, orgId: undefined };
  return { config: withUpstream(config, upstream), sandbox, close: async () => sandbox.close() };
}
