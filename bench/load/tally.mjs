// Results of the calls.
import { FIRST_ID } from './messages.mjs';

let last = FIRST_ID;

/** Returns an id that is unique within the run. */
export const nextId = () => ++last;

/** Counts and times calls. */
export class Tally {
  errors = 0;
  wrongResponses = 0;
  /** The first failure, for people. */
  firstFailure = undefined;
  #times = [];

  right(ms) {
    this.#times.push(ms);
  }

  failed(message) {
    this.errors += 1;
    this.firstFailure ??= message;
  }

  wrong(body) {
    this.wrongResponses += 1;
    this.firstFailure ??= `wrong answer: ${body.slice(0, 300)}`;
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
