// Load over HTTP: a number of connections, each with one request in flight at any time.
import { HttpConnection } from './http-connection.mjs';
import { eraHeaders, isRightAnswer, requestText } from './messages.mjs';
import { nextId, Tally } from './tally.mjs';

/** Returns the text of a request. */
export function httpRequest(port, body, headers) {
  const lines = Object.entries({
    host: `127.0.0.1:${port}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...headers,
    'content-length': Buffer.byteLength(body),
  }).map(([name, value]) => `${name}: ${value}`);
  return `POST /mcp HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Load of one kind on one or more ports, from `start()` to `end()`. */
export class HttpLoad {
  tally = new Tally();
  #connections;
  #running = false;
  #head;
  #options;

  /** Options: ports, connections, kind, era, headers. */
  constructor(options) {
    this.#options = options;
    const { ports, connections, kind, era, headers } = options;
    this.#connections = Array.from({ length: connections }, (_, at) => new HttpConnection(ports[at % ports.length]));
    // All requests of a kind have the same length, so they share one head.
    const [sample] = ports.map((port) =>
      httpRequest(port, requestText(kind, era, nextId()), { ...eraHeaders(kind, era), ...headers }),
    );
    this.#head = sample.slice(0, sample.indexOf('\r\n\r\n') + 4);
  }

  start() {
    this.#running = true;
    for (const connection of this.#connections) this.#next(connection);
  }

  /** Stops sending, and ignores responses to requests in flight. */
  end() {
    this.#running = false;
    for (const connection of this.#connections) connection.close();
  }

  #next(connection) {
    const { kind, era } = this.#options;
    const id = nextId();
    const sent = performance.now();
    connection.send(this.#head + requestText(kind, era, id), (error, status, body) => {
      if (!this.#running) return;
      if (error) this.tally.failed(error.message);
      else if (status !== 200) this.tally.failed(`status ${status}: ${body.slice(0, 200)}`);
      else if (!isRightAnswer(kind, id, body)) this.tally.wrong(body);
      else this.tally.right(performance.now() - sent);
      // A lost connection is not replaced: it is an error, and a new connection would hide its cost.
      if (!error) this.#next(connection);
    });
  }
}
