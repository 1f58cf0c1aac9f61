import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import type { ConnectionFastPath } from '../fast-path/connection-fast-path.js';
import type { FastPathMessage } from '../fast-path/fast-path-message.js';
import { decodeMessage, idOf, internalError, invalidRequest, type JsonRpcErrorResponse } from '../protocol/json-rpc.js';
import { withLegacyErrorCode } from './legacy-error-code.js';
import { LineSplitter } from './line-splitter.js';
import { PendingRequests } from './pending-requests.js';
import { misplacedInitialize, readMessage } from './read-message.js';

const MAX_LINE_BYTES = 256 * 1024;

/**
 * MCP over newline-delimited JSON. The stdio transport of the SDK silently drops invalid lines and closes on a long one, so
 * that a client waits forever. This one responds to every invalid line with an error and stays open.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  /** Resolves when the connection is closed. */
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

  /** The SDK calls this when a revision was negotiated, which happens only with legacy clients. */
  setProtocolVersion(version: string): void {
    this.isLegacy = true;
    this.fastPath.negotiated(version);
  }

  async start(): Promise<void> {
    this.input.on('data', this.onData);
    // Writes fail when the client is gone. Without a listener, the first error would end the process.
    this.output.on('error', this.onOutputError);
    return Promise.resolve();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    // A request counts as responded to only when its response is written: a process that exits earlier would lose it.
    this.write(this.isLegacy ? withLegacyErrorCode(message) : message, () => this.pending.sent(message));
    return Promise.resolve();
  }

  /** Resolves when no request is pending, at the latest after `timeoutMs`. */
  async allResponded(timeoutMs: number): Promise<void> {
    await this.pending.allResponded(timeoutMs);
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
    else this.read(decoded.unvalidated);
  }

  private serve(message: FastPathMessage): void {
    const response = this.fastPath.serve(message);
    if (response) void this.respond(message, response);
    else this.deliver(message);
  }

  private async respond(message: FastPathMessage, response: Promise<string | undefined>): Promise<void> {
    this.pending.received(message);
    const id = idOf(message);
    const text = await response.catch(() => JSON.stringify(internalError(id)));
    if (text !== undefined) this.writeLine(text, () => this.pending.settled(id));
  }

  private read(value: unknown): void {
    const read = readMessage(value);
    const error = 'error' in read ? read.error : misplacedInitialize(read.message);
    if (error) this.write(error);
    else if ('message' in read) this.deliver(read.message);
  }

  private deliver(message: JSONRPCMessage): void {
    this.pending.received(message);
    if (this.cancels(message)) return;
    this.fastPath.passed(message);
    this.onmessage?.(message);
  }

  /** Cancels a call that the fast path serves, of which the SDK knows nothing. False for every other message. */
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
