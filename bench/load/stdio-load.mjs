// Load over standard input and output: a number of calls in flight on one process.
import { setTimeout as pause } from 'node:timers/promises';
import { INITIALIZE, INITIALIZED, isRightAnswer, requestText } from './messages.mjs';
import { nextId, Tally } from './tally.mjs';

const LONGEST_MS = 2_000;
const LOOK_MS = 5;

/** Reads the lines of a process and passes them to a listener. */
export class StdioPeer {
  /** Called with every line. */
  onLine = () => undefined;
  #input;

  constructor({ stdin, stdout }) {
    this.#input = stdin;
    let rest = '';
    stdout.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) if (line !== '') this.onLine(line);
    });
  }

  send(text) {
    this.#input.write(`${text}\n`);
  }

  /** Sends a request and resolves with the line of its response. */
  async ask(text) {
    const answer = new Promise((resolve) => {
      this.onLine = resolve;
    });
    this.send(text);
    return answer;
  }

  /** Initializes like clients before 2026-07-28. */
  async initialize() {
    await this.ask(JSON.stringify(INITIALIZE));
    this.send(JSON.stringify(INITIALIZED));
  }
}

/** Load of one kind, from `start()` to `end()`. */
export class StdioLoad {
  tally = new Tally();
  #peer;
  #options;
  #sent = new Map();
  #running = false;

  /** Options: inFlight, kind, era. */
  constructor(peer, options) {
    this.#peer = peer;
    this.#options = options;
  }

  start() {
    this.#running = true;
    this.#peer.onLine = (line) => this.#take(line);
    for (let left = this.#options.inFlight; left > 0; left -= 1) this.#next();
  }

  /** Stops sending, and resolves after the last response, so that no call overlaps with later load. */
  async end() {
    this.#running = false;
    const end = performance.now() + LONGEST_MS;
    while (this.#sent.size > 0 && performance.now() < end) await pause(LOOK_MS);
    this.#peer.onLine = () => undefined;
  }

  #next() {
    const id = nextId();
    this.#sent.set(id, performance.now());
    this.#peer.send(requestText(this.#options.kind, this.#options.era, id));
  }

  #take(line) {
    const { id, method } = JSON.parse(line);
    // Notifications are no responses.
    if (method !== undefined) return;
    const sent = this.#sent.get(id);
    this.#sent.delete(id);
    if (sent === undefined || !isRightAnswer(this.#options.kind, id, line)) this.tally.wrong(line);
    else this.tally.right(performance.now() - sent);
    if (this.#running) this.#next();
  }
}
