// What came of the calls.
import { FIRST_ID } from './messages.mjs';

let last = FIRST_ID;

/** An id that no other request of the whole run has. */
export const nextId = () => ++last;

/** Counts and times of calls. */
export class Tally {
  errors = 0;
  wrongAnswers = 0;
  /** What the first failure was, for people. */
  firstFault = undefined;
  #times = [];

  right(ms) {
    this.#times.push(ms);
  }

  failed(message) {
    this.errors += 1;
    this.firstFault ??= message;
  }

  wrong(body) {
    this.wrongAnswers += 1;
    this.firstFault ??= `wrong answer: ${body.slice(0, 300)}`;
  }

  /** Calls answered rightly. */
  get calls() {
    return this.#times.length;
  }

  /** Forgets the times, as at the end of a warm-up. Faults stay: there is no time at which they are in order. */
  restart() {
    this.#times = [];
  }

  /** The time that a share of the calls stayed below, in milliseconds. */
  percentile(share) {
    const sorted = Float64Array.from(this.#times).toSorted();
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}
