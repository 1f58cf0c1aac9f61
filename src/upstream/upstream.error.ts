import type { CancellationSignal } from '../cancellation/cancellation-source.js';

/** Why there is no usable response. Clients see it as `details.reason`, so the set is closed and stable. */
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

/** Further details of an `UpstreamError`. */
export interface UpstreamErrorDetails {
  /** Seconds after which the caller may try again. */
  readonly retryAfterSeconds?: number;
  /** The backend closed an idle connection just as the request was sent on it, which does not mean that it is failing. */
  readonly staleConnection?: boolean;
}

/** A request without a usable response. It keeps no `cause`: the library's exception holds the headers and the key. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';

  constructor(
    readonly reason: UpstreamReason,
    /** False only when the request certainly never reached the backend. */
    readonly mayHaveArrived: boolean,
    readonly details: UpstreamErrorDetails = {},
  ) {
    super(`No response from the backend: ${reason}`);
  }
}

/** Codes of system and TLS errors that occur before any byte of the request is sent. */
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

/** Codes of undici and Node for errors that occur after some part of the request was sent. */
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

/** The part of the response that was awaited when an error occurred. */
export type ResponsePart = 'headers' | 'body';

/** Properties of the errors of undici and Node. */
interface LibraryError {
  readonly name?: string;
  readonly code?: string;
  readonly socket?: { readonly bytesRead?: number } | null;
}

/** Converts what the HTTP library threw. An aborted signal takes precedence over the library's own error. */
export function toUpstreamError(thrown: unknown, signal: CancellationSignal, awaited: ResponsePart): UpstreamError {
  if (signal.aborted) return cancellationError(signal, true);
  const { code = '', name, socket } = thrown as LibraryError;
  const early = BEFORE_SENDING.get(code);
  if (early) return new UpstreamError(early, false);
  const reason = AFTER_SENDING.get(code) ?? (name === 'HTTPParserError' ? 'unreadable' : 'unknown');
  // The connection has carried an earlier response, but nothing of this one: the backend closed it in between.
  const staleConnection = reason === 'reset' && awaited === 'headers' && (socket?.bytesRead ?? 0) > 0;
  return new UpstreamError(reason, true, { staleConnection });
}

/** Reasons by the name of the exception that aborted the signal; any other name means that the client canceled. */
const REASON_BY_ABORT: Readonly<Record<string, UpstreamReason>> = {
  TimeoutError: 'timeout',
  ShutdownError: 'shutting_down',
};

/** After this time another replica, or this one after its restart, takes calls. */
const SHUTDOWN_DETAILS = { retryAfterSeconds: 1 };

/** The error of a request whose signal was aborted by the deadline, by a shutdown, or by the client. */
export function cancellationError({ reason }: CancellationSignal, mayHaveArrived: boolean): UpstreamError {
  const why = (reason instanceof DOMException && REASON_BY_ABORT[reason.name]) || 'canceled';
  return new UpstreamError(why, mayHaveArrived, why === 'shutting_down' ? SHUTDOWN_DETAILS : {});
}
