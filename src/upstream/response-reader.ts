import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { CancellationSignal } from '../cancellation/cancellation-source.js';
import { cancellationError, toUpstreamError, UpstreamError } from './upstream.error.js';

/** A complete HTTP response of any status. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly data: string;
}

const BYTE_ORDER_MARK = 0xfeff;

/**
 * Reads one response off a connection, complete and as text. It avoids the stream and the promises of undici's `request`,
 * which cost as much as the rest of the exchange. Settles once: with the response, or with an `UpstreamError`.
 */
export class ResponseReader implements Dispatcher.DispatchHandler {
  private readonly chunks: Buffer[] = [];
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private readonly onAbort = (): void => {
    this.stopListening();
    // Undefined while the request waits for a connection.
    this.controller?.abort(this.signal.reason as Error);
    this.reject(cancellationError(this.signal, true));
  };

  constructor(
    private readonly signal: CancellationSignal,
    private readonly resolve: (response: ReceivedResponse) => void,
    private readonly reject: (error: UpstreamError) => void,
  ) {
    signal.addEventListener('abort', this.onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.signal.aborted) controller.abort(this.signal.reason as Error);
  }

  onResponseStart(_controller: unknown, status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.stopListening();
    // The request accepted only `identity` (RFC 9110 section 12.5.3).
    if (this.headers['content-encoding'] !== undefined) this.reject(new UpstreamError('unreadable', true));
    else this.resolve({ status: this.status, headers: this.headers, data: this.text() });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.stopListening();
    this.reject(toUpstreamError(error, this.signal, this.status === 0 ? 'headers' : 'body'));
  }

  private text(): string {
    const [first] = this.chunks;
    const text = (this.chunks.length === 1 && first ? first : Buffer.concat(this.chunks)).toString();
    return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  }

  private stopListening(): void {
    this.signal.removeEventListener('abort', this.onAbort);
  }
}
