// A keep-alive connection that sends one request after another and waits for each response. It uses raw sockets, as an
// HTTP client library would take most of the core that load generator and backend share.
import { connect } from 'node:net';

/** Sends one POST after another on one socket. */
export class HttpConnection {
  #socket;
  #received = '';
  #settle = undefined;

  constructor(port) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (text) => this.#take(text));
    this.#socket.on('error', (error) => this.#end(error));
    this.#socket.on('close', () => this.#end(new Error('The server closed the connection')));
  }

  /** Sends a request unchanged. Calls `answered(error, status, body)` once. */
  send(request, answered) {
    if (this.#socket.destroyed) {
      answered(new Error('The connection is closed'));
      return;
    }
    this.#settle = answered;
    this.#socket.write(request, 'latin1');
  }

  close() {
    this.#socket.destroy();
  }

  #take(text) {
    this.#received = this.#received === '' ? text : this.#received + text;
    const answer = readAnswer(this.#received);
    if (!answer) return;
    this.#received = '';
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(undefined, answer.status, answer.body);
  }

  #end(error) {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(error);
  }
}

/** Returns the complete response, or undefined while a part is missing. */
function readAnswer(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = text.slice(0, end);
  const body = text.slice(end + 4);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (length) return body.length >= Number(length[1]) ? { status, body } : undefined;
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, body: '' };
  if (!body.endsWith('0\r\n\r\n')) return undefined;
  const joined = joinChunks(body);
  return { status, body: /\r\ncontent-type: *text\/event-stream/i.test(head) ? lastEvent(joined) : joined };
}

function joinChunks(body) {
  let joined = '';
  let from = 0;
  for (;;) {
    const end = body.indexOf('\r\n', from);
    const size = Number.parseInt(body.slice(from, end), 16);
    if (!(size > 0)) return joined;
    joined += body.slice(end + 2, end + 2 + size);
    from = end + 2 + size + 2;
  }
}

/** Returns the data of the last event of a stream, which is the response. */
const lastEvent = (stream) => /(?:^|\n)data: ?([^\n]*)\n*$/.exec(stream.trimEnd())?.[1] ?? '';
