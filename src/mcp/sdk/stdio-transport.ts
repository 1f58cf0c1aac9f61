import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import type { ConnectionFastPath } from '../fast-path/connection-fast-path.js';
import type { FastPathMessage } from '../fast-path/fast-path-message.js';
import { decodeMessage, idOf, internalError, invalidRequest, type JsonRpcErrorResponse } from '../protocol/json-rpc.js';
import { inLegacyTerms } from './legacy-error-code.js';
import { LineSplitter } from './line-splitter.js';
import { PendingRequests } from './pending-requests.js';
import { misplacedHandshake, readMessage } from './read-message.js';

const MAX_LINE_BYTES = 256 * 1024;

/**
 * MCP over newline-delimited JSON. The SDK's own stdio transport drops what it cannot read without an answer and closes
 * on a long line; a client then waits for ever. Here every faulty line is answered and the connection lives on.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  /** Resolves when the connection is over. */
  readonly closed: Promise<void>;
  private isClosed = false;
  private isLegacy = false;
  private resolveClosed: () => void;
  private readonly pending = new PendingRequests();
  private readonly lines = new LineSplitter(
    MAX_LINE_BYTES,
    (line) => this.receive(line),
    () => this.write(invalidRequest(`A message may have at most ${MAX_LINE_BYTES} bytes`)),
  );
  private readonly onData = (chunk: Buffer): void => this.lines.push(chunk);
  private readonly onOutputError = (error: Error): void => {
    this.onerror?.(error);
    void this.close();
  };

  constructor(
    private readonly input: Readable,
    private readonly output: Writable,
    private readonly fastPath: ConnectionFastPath,
  ) {
    this.closed = new Promise((resolve) => (this.resolveClosed = resolve));
  }

  /** Called by the SDK when a revision was negotiated, which those since 2026-07-28 do not do. */
  setProtocolVersion(version: string): void {
    this.isLegacy = true;
    this.fastPath.negotiated(version);
  }

  async start(): Promise<void> {
    this.input.on('data', this.onData);
    // A client that is gone makes every later write fail too: without a listener the first would end the process.
    this.output.on('error', this.onOutputError);
    return Promise.resolve();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    // Answered is what has left: a process that ends before would take the answer along.
    this.write(this.isLegacy ? inLegacyTerms(message) : message, () => this.pending.sent(message));
    return Promise.resolve();
  }

  /** Resolves when every request is answered, at the latest after so many milliseconds. */
  async allResponded(withinMs: number): Promise<void> {
    await this.pending.allResponded(withinMs);
  }

  async close(): Promise<void> {
    if (!this.isClosed) {
      this.isClosed = true;
      this.input.off('data', this.onData);
      this.onclose?.();
      this.resolveClosed();
    }
    return Promise.resolve();
  }

  private receive(line: Buffer): void {
    const decoded = decodeMessage(line);
    if ('error' in decoded) this.write(decoded.error);
    else if ('fastPath' in decoded) this.serve(decoded.fastPath);
    else this.read(decoded.unparsed);
  }

  private serve(message: FastPathMessage): void {
    const response = this.fastPath.serve(message);
    if (response) void this.respond(message, response);
    else this.pass(message);
  }

  private async respond(message: FastPathMessage, response: Promise<string | undefined>): Promise<void> {
    this.pending.received(message);
    const id = idOf(message);
    const text = await response.catch(() => JSON.stringify(internalError(id)));
    if (text !== undefined) this.writeLine(text, () => this.pending.settled(id));
  }

  private read(value: unknown): void {
    const read = readMessage(value);
    const error = 'error' in read ? read.error : misplacedHandshake(read.message);
    if (error) this.write(error);
    else if ('message' in read) this.pass(read.message);
  }

  private pass(message: JSONRPCMessage): void {
    this.pending.received(message);
    if (this.cancels(message)) return;
    this.fastPath.passed(message);
    this.onmessage?.(message);
  }

  /** Whether a message has cancelled a call that the SDK knows nothing of. */
  private cancels(message: JSONRPCMessage): boolean {
    return (
      'method' in message &&
      message.method === 'notifications/cancelled' &&
      this.fastPath.cancel(message.params?.requestId)
    );
  }

  private write(message: JSONRPCMessage | JsonRpcErrorResponse, written?: () => void): void {
    this.writeLine(JSON.stringify(message), written);
  }

  private writeLine(text: string, written?: () => void): void {
    if (this.isClosed) written?.();
    else this.output.write(`${text}\n`, written);
  }
}
