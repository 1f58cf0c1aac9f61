// Ratios are formed within a round: what disturbs a round disturbs both sides of a ratio.

/** The median of numbers, or undefined when there are none. NaN means not measured and is left out. */
export function median(values) {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median over all rounds of a value read from each. */
export const over = (rounds, read) => median(rounds.map((round) => read(round)));

/** The median over all rounds of a ratio formed within each. */
export const ratioOver = (rounds, above, below) => over(rounds, (round) => above(round) / below(round));
