import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../../mcp/invocation/caller.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls, as far as the checks before have found out. */
    caller: Caller;
  }
}

/** Why a request is not served, for its sender to read. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** One of few words, for figures. */
  readonly reason: string;
  /** A sentence that names the remedy. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One condition that a request to the endpoint has to meet before its body is read. */
export interface RequestCheck {
  /** The refusal, or undefined for a request that may go on; a promise only when the answer has to be waited for. */
  refuse(request: FastifyRequest): Refusal | undefined | Promise<Refusal | undefined>;
}

/** The checks in the order in which a request meets them. */
export const REQUEST_CHECKS = Symbol('transports:http:checks');
