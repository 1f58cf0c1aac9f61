import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { decodeMessage, invalidRequest, type JsonRpcErrorResponse } from '../protocol/json-rpc.js';
import { withLegacyErrorCode } from './legacy-error-code.js';
import { LineSplitter } from './line-splitter.js';
import { PendingRequests } from './pending-requests.js';
import { misplacedInitialize, readMessage, type ReadResult } from './read-message.js';

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
  ) {
    this.closed = new Promise((resolve) => (this.resolveClosed = resolve));
  }

  /** Called by the SDK when a revision was negotiated, which those since 2026-07-28 do not do. */
  setProtocolVersion(): void {
    this.isLegacy = true;
  }

  async start(): Promise<void> {
    this.input.on('data', this.onData);
    // A client that is gone makes every later write fail too: without a listener the first would end the process.
    this.output.on('error', this.onOutputError);
    return Promise.resolve();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    // Answered is what has left: a process that ends before would take the answer along.
    this.write(this.isLegacy ? withLegacyErrorCode(message) : message, () => this.pending.sent(message));
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
    const read = readLine(line);
    const fault = 'error' in read ? read.error : misplacedInitialize(read.message);
    if (fault) this.write(fault);
    else if ('message' in read) this.pass(read.message);
  }

  private pass(message: JSONRPCMessage): void {
    this.pending.received(message);
    this.onmessage?.(message);
  }

  private write(message: JSONRPCMessage | JsonRpcErrorResponse, written?: () => void): void {
    if (this.isClosed) written?.();
    else this.output.write(`${JSON.stringify(message)}\n`, written);
  }
}

function readLine(line: Buffer): ReadResult {
  const decoded = decodeMessage(line);
  if ('error' in decoded) return decoded;
  return 'fastPath' in decoded ? { message: decoded.fastPath as JSONRPCMessage } : readMessage(decoded.unvalidated);
}
