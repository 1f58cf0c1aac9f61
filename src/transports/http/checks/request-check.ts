import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../../mcp/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls, as far as the checks before have found out. */
    caller: Caller;
  }
}

/** Why requests are refused, as figures count it: a closed set. */
export type RejectionReason =
  | 'host'
  | 'origin'
  | 'shedding'
  | 'in_flight'
  | 'unauthenticated'
  | 'issuer_unavailable'
  | 'rate_limited'
  | 'insufficient_scope';

/** Why a request is not served, for its sender to read. */
export interface HttpRejection {
  readonly reason: RejectionReason;
  /** HTTP status. */
  readonly status: number;
  /** A sentence that names the remedy. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One condition that a request to the endpoint has to meet before its body is read. */
export interface RequestCheck {
  /** The refusal, or undefined for a request that may go on; a promise only when the answer has to be waited for. */
  check(request: FastifyRequest, reply: FastifyReply): HttpRejection | undefined | Promise<HttpRejection | undefined>;
}

/** The checks in the order in which a request meets them. */
export const REQUEST_CHECKS = Symbol('transports:http:checks');
