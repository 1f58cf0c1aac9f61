import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../../mcp/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller, set by the `AuthenticationCheck`; `ANYONE` until then. */
    caller: Caller;
  }
}

/** Why a request is rejected. A closed set, as metrics are labelled with it. */
export type RejectionReason =
  | 'host'
  | 'origin'
  | 'shedding'
  | 'in_flight'
  | 'unauthenticated'
  | 'issuer_unavailable'
  | 'rate_limited'
  | 'insufficient_scope';

/** A rejected request: the reason, and the response to send. */
export interface HttpRejection {
  readonly reason: RejectionReason;
  readonly status: number;
  /** A sentence with the remedy, for the client. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A condition that a request to the endpoint must meet before its body is read. */
export interface RequestCheck {
  /** Returns the rejection, or undefined to let the request pass. Returns a promise only when it has to wait. */
  check(request: FastifyRequest, reply: FastifyReply): HttpRejection | undefined | Promise<HttpRejection | undefined>;
}

/** Injection token of the checks, in the order in which they run. */
export const REQUEST_CHECKS = Symbol('transports:http:checks');
