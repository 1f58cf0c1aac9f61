import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply } from 'fastify';

type FastifyOptions = NonNullable<ConstructorParameters<typeof FastifyAdapter>[0]>;

const KIB = 1024;

/** Larger than any message: a tool call has a few kilobytes at most. */
export const MAX_BODY_BYTES = 256 * KIB;

/** How often Node looks for timed-out connections (30 s by default), so how late it may notice one. */
const TIMEOUT_CHECK_MS = 1_000;

/** Limits on everything that a client can make the server wait for or hold. */
export const HTTP_SERVER_OPTIONS = {
  bodyLimit: MAX_BODY_BYTES,
  // Headers and body must arrive within 30 s, the headers within 10; responses may take longer.
  requestTimeout: 30_000 - TIMEOUT_CHECK_MS,
  http: {
    headersTimeout: 10_000 - TIMEOUT_CHECK_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    maxHeaderSize: 16 * KIB,
  },
  // Longer than the usual 60 s of load balancers, which would otherwise reuse a connection that is being closed.
  keepAliveTimeout: 72_000,
  // At shutdown, idle connections are closed and busy ones are left to end.
  forceCloseConnections: 'idle',
  // A path that cannot be decoded matches no route. The framework's default response would echo it.
  frameworkErrors: ({ statusCode = 400 }: FastifyError, _request: unknown, reply: unknown) => {
    const body = { message: 'The path cannot be read', error: 'Bad Request', statusCode };
    void (reply as FastifyReply).code(statusCode).send(body);
  },
} satisfies FastifyOptions;

/** Returns the server options. `X-Forwarded-For` is trusted from the given proxies only. */
export const httpServerOptions = ({ trustedProxies }: { readonly trustedProxies: readonly string[] }) =>
  ({
    ...HTTP_SERVER_OPTIONS,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  }) satisfies FastifyOptions;
