import type { UpstreamOptions } from '../../src/upstream/upstream.options.js';

/** For services without invoices: only the health page asks for a backend, and nobody asks for the health page. */
export const NO_BACKEND: UpstreamOptions = {
  baseUrl: 'http://127.0.0.1:9',
  apiKey: { reveal: () => '' },
  userAgent: 'tests',
  breaker: { failures: 5, windowMs: 10_000, openMs: 5_000 },
  concurrency: { limit: 1, queue: 1 },
};
