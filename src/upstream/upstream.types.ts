import type { CancellationSignal } from '../cancellation/cancellation-source.js';
import type { Trace } from '../observability/telemetry.js';
import type { Credential } from './upstream.options.js';

/** One request to the backend. */
export interface UpstreamRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Appended to the base address; begins with a slash. Traces record it, so it must contain no caller's data. */
  readonly path: string;
  /** Replaces `{id}` in the path. It comes from the caller, encoded as one path segment. */
  readonly id?: string;
  /** Query parameters; undefined ones are not sent. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON, unchanged on every attempt. */
  readonly body?: object;
  /**
   * `safe` when a second execution has no further effect; `unsent` when another attempt is allowed only if the last one
   * certainly never reached the backend.
   */
  readonly repeat: 'safe' | 'unsent';
  /** Share of the call's remaining time to leave for a request that follows, such as reading back. */
  readonly reserve?: number;
}

/** The call on whose behalf a request is sent. */
export interface UpstreamScope {
  /** Aborts the request, its body included. */
  readonly cancellation: CancellationSignal;
  /** When the call's time runs out, on the clock of `performance.now()`. */
  readonly deadline: number;
  /** The caller's own key, sent instead of the configured one. It is used for this request and never stored. */
  readonly credential?: Credential | undefined;
  /** Sent as `X-Request-Id`, so that both sides' logs can be matched. */
  readonly requestId: string;
  /** The trace that the request belongs to. */
  readonly trace?: Trace | undefined;
  /** Receives the status of every response, for the call log. */
  backendStatus?: number | undefined;
}

/** A complete response of any status, its body not yet parsed. */
export interface UpstreamResponse {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | undefined;
  /** An earlier attempt of this request got no usable response, so the backend may have carried it out already. */
  readonly earlierAttemptLost?: boolean;
}
