// Rounds are compared with themselves first: what disturbs a round disturbs both sides of a ratio.

/** The middle one of some numbers; undefined of none. What is not a number was not measured and does not count. */
export function median(values) {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median over rounds of what is read from each. */
export const over = (rounds, read) => median(rounds.map((round) => read(round)));

/** The median over rounds of a ratio formed inside each. */
export const ratioOver = (rounds, above, below) => over(rounds, (round) => above(round) / below(round));
