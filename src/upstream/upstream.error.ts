import type { CancellationSignal } from '../cancellation/cancellation-source.js';

/** Why there was no usable answer. Shown to clients as `details.reason`, so the set is closed and stable. */
export type UpstreamReason =
  | 'refused'
  | 'dns'
  | 'unreachable'
  | 'tls'
  | 'reset'
  | 'timeout'
  | 'canceled'
  | 'shutting_down'
  | 'too_large'
  | 'unreadable'
  | 'circuit_open'
  | 'overloaded'
  | 'unknown';

/** What else is known of a fault. */
export interface UpstreamErrorDetails {
  /** Seconds after which another call makes sense. */
  readonly retryAfterSeconds?: number;
  /** A kept connection was closed under the request before a byte of an answer came: no sign of a sick backend. */
  readonly staleConnection?: boolean;
}

/** A request without an answer. It keeps nothing of the exception behind it, which holds the headers and the key. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamFault';

  constructor(
    readonly reason: UpstreamReason,
    /** False only when the request certainly never reached the backend, so that no write can have happened. */
    readonly mayHaveArrived: boolean,
    readonly details: UpstreamErrorDetails = {},
  ) {
    super(`No answer from the backend: ${reason}`);
  }
}

/** System and TLS error codes that occur before a byte of the request is sent. */
const BEFORE_SENDING = new Map<string, UpstreamReason>([
  ['ECONNREFUSED', 'refused'],
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
]);

/** Codes of undici and Node of what goes wrong after the request, or a part of it, was sent. */
const AFTER_SENDING = new Map<string, UpstreamReason>([
  ['UND_ERR_SOCKET', 'reset'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['ECONNABORTED', 'reset'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too_large'],
  ['UND_ERR_HEADERS_OVERFLOW', 'unreadable'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'unreadable'],
]);

/** Until when an answer had come when the fault occurred. */
export type Awaited = 'headers' | 'body';

/** What errors of undici and Node tell of themselves. */
interface LibraryError {
  readonly name?: string;
  readonly code?: string;
  readonly socket?: { readonly bytesRead?: number } | null;
}

/** Classifies what the HTTP library threw. The signal tells our own deadline from a client that went away. */
export function upstreamError(thrown: unknown, signal: CancellationSignal, awaited: Awaited): UpstreamError {
  if (signal.aborted) return cancellationError(signal, true);
  const { code = '', name, socket } = thrown as LibraryError;
  const early = BEFORE_SENDING.get(code);
  if (early) return new UpstreamError(early, false);
  const reason = AFTER_SENDING.get(code) ?? (name === 'HTTPParserError' ? 'unreadable' : 'unknown');
  // It had carried an answer before, and none of this request: the backend closed it between the two.
  const staleConnection = reason === 'reset' && awaited === 'headers' && (socket?.bytesRead ?? 0) > 0;
  return new UpstreamError(reason, true, { staleConnection });
}

/** Exceptions with which whoever made a signal aborts it, by name; any other is a client that cancelled or went away. */
const ABORTED_BY: Readonly<Record<string, UpstreamReason>> = {
  TimeoutError: 'timeout',
  ShutdownError: 'shutting_down',
};

/** By then another replica, or this one after its restart, takes calls. */
const AFTER_SHUTDOWN = { retryAfterSeconds: 1 };

/** The fault of a request whose signal was aborted: by our own deadline, by the end of the process, or by the client. */
export function cancellationError({ reason }: CancellationSignal, mayHaveArrived: boolean): UpstreamError {
  const why = (reason instanceof DOMException && ABORTED_BY[reason.name]) || 'canceled';
  return new UpstreamError(why, mayHaveArrived, why === 'shutting_down' ? AFTER_SHUTDOWN : {});
}
