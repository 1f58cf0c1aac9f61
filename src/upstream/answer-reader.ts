import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { AbortState } from '../cancellation/light-abort.js';
import { abortFault, upstreamFault, UpstreamFault } from './upstream.fault.js';

/** A complete answer of any status. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly data: string;
}

const BYTE_ORDER_MARK = 0xfeff;

/**
 * Takes one answer off a connection, whole and as text, without the stream and the promises of undici's `request`, which
 * cost as much as the rest of the exchange. Settles once: with the answer, or with an `UpstreamFault`.
 */
export class AnswerReader implements Dispatcher.DispatchHandler {
  private readonly chunks: Buffer[] = [];
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private readonly onAbort = (): void => {
    this.settle();
    // There is none while the request waits for a connection.
    this.controller?.abort(this.signal.reason as Error);
    this.reject(abortFault(this.signal, true));
  };

  constructor(
    private readonly signal: AbortState,
    private readonly resolve: (answer: ReceivedAnswer) => void,
    private readonly reject: (fault: UpstreamFault) => void,
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
    this.settle();
    // Nobody asked for it (RFC 9110 section 12.5.3).
    if (this.headers['content-encoding'] !== undefined) this.reject(new UpstreamFault('unreadable', true));
    else this.resolve({ status: this.status, headers: this.headers, data: this.text() });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.settle();
    this.reject(upstreamFault(error, this.signal, this.status === 0 ? 'headers' : 'body'));
  }

  private text(): string {
    const [first] = this.chunks;
    const text = (this.chunks.length === 1 && first ? first : Buffer.concat(this.chunks)).toString();
    return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  }

  private settle(): void {
    this.signal.removeEventListener('abort', this.onAbort);
  }
}
