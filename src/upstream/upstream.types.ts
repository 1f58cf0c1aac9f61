import type { CancellationSignal } from '../cancellation/cancellation-source.js';
import type { Trace } from '../observability/telemetry.js';
import type { Credential } from './upstream.options.js';

/** One request to the backend. */
export interface UpstreamRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Begins with a slash and is appended to the base address. It is told in traces, so nothing in it comes from outside. */
  readonly path: string;
  /** What comes from outside and stands in the path for `{id}`, encoded as one segment. */
  readonly id?: string;
  /** Entries that are undefined are not sent. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON, the same bytes at every attempt. */
  readonly body?: object;
  /**
   * `safe` when carrying it out twice is the same as once; `unsent` allows another attempt only when the one before
   * certainly never reached the backend.
   */
  readonly repeat: 'safe' | 'unsent';
  /** Share of the call's remaining time to leave for what has to follow this request, such as reading back. */
  readonly reserve?: number;
}

/** On whose behalf a request is made. */
export interface UpstreamScope {
  /** Aborts the request, its body included. */
  readonly cancellation: CancellationSignal;
  /** When the call's time is over, on the clock of `performance.now()`. */
  readonly deadline: number;
  /** The caller's own key, which takes the place of the configured one. It is used for this request and kept nowhere. */
  readonly credential?: Credential | undefined;
  /** Sent as `X-Request-Id`, so that both sides' logs can be matched. */
  readonly requestId: string;
  /** The trace that the request is a part of. */
  readonly trace?: Trace | undefined;
  /** Receives the status of every answer, for the call log. */
  backendStatus?: number | undefined;
}

/** A complete answer of any status, its body unread. */
export interface UpstreamResponse {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | undefined;
  /** An earlier attempt of the same request got no answer, so it may have been carried out before this one. */
  readonly lostBefore?: boolean;
}
