// Results of the calls.
import { FIRST_ID } from './messages.mjs';

let last = FIRST_ID;

/** Returns an id that is unique within the run. */
export const nextId = () => ++last;

/** Counts and times calls. */
export class Tally {
  errors = 0;
  wrongAnswers = 0;
  /** The first failure, for people. */
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

  /** Number of calls with a right response. */
  get calls() {
    return this.#times.length;
  }

  /** Drops the times at the end of a warm-up, but keeps the failures, which are never acceptable. */
  restart() {
    this.#times = [];
  }

  /** Returns a quantile of the times, in milliseconds. */
  percentile(share) {
    const sorted = Float64Array.from(this.#times).toSorted();
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}
