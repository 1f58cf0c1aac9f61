import type { AuthOptions } from '../../src/auth/auth.options.js';
import type { HttpTransportOptions } from '../../src/transports/http/http-transport.options.js';

/** A transport that turns nobody away, for tests of what is behind it. */
export const OPEN_TRANSPORT: HttpTransportOptions = {
  allowedHosts: [],
  allowedOrigins: [],
  trustedProxies: [],
  drain: { delayMs: 0, deadlineMs: 20_000 },
  limits: { inFlight: 100_000, eventLoopDelayMs: 60_000, rate: { perSecond: 1_000_000, burst: 1_000_000 } },
};

/** Callers of whom nobody asks who they are. */
export const OPEN_AUTH: AuthOptions = { auth: { mode: 'none' }, scopes: [] };
