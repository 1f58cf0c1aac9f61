import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply } from 'fastify';

type FastifyOptions = NonNullable<ConstructorParameters<typeof FastifyAdapter>[0]>;

const KIB = 1024;

/** A message to a tool is a few kilobytes at most. */
export const MAX_BODY_BYTES = 256 * KIB;

/** Node looks for connections past their time only every 30 s unless told otherwise; what it finds is late by up to this. */
const CHECKED_EVERY_MS = 1_000;

/** Bounds on everything a client can make the server wait for or hold. */
export const HTTP_SERVER_OPTIONS = {
  bodyLimit: MAX_BODY_BYTES,
  // Headers and body must arrive in 30 s, the headers in 10; answers may take longer.
  requestTimeout: 30_000 - CHECKED_EVERY_MS,
  http: {
    headersTimeout: 10_000 - CHECKED_EVERY_MS,
    connectionsCheckingInterval: CHECKED_EVERY_MS,
    maxHeaderSize: 16 * KIB,
  },
  // Longer than the usual 60 s of a load balancer, which would else reuse a connection that is just being closed.
  keepAliveTimeout: 72_000,
  // At shutdown, idle connections are closed and busy ones are left to end.
  forceCloseConnections: 'idle',
  // A path that cannot be decoded meets no route. The framework's own answer would name it.
  frameworkErrors: ({ statusCode = 400 }: FastifyError, _request: unknown, reply: unknown) => {
    const body = { message: 'The path cannot be read', error: 'Bad Request', statusCode };
    void (reply as FastifyReply).code(statusCode).send(body);
  },
} satisfies FastifyOptions;

/** The same for a server behind these proxies: only what they say of the caller, in `X-Forwarded-For`, is believed. */
export const httpServerOptions = ({ trustedProxies }: { readonly trustedProxies: readonly string[] }) =>
  ({
    ...HTTP_SERVER_OPTIONS,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  }) satisfies FastifyOptions;
