/** Amounts are decimal text. Any other text is shown unchanged and counts as zero. */
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

interface Decimal {
  readonly units: bigint;
  /** How many digits of `units` are decimal places. */
  readonly places: number;
}

/** Whether a text is an amount. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text);

/** Number of decimal places without trailing zeros. */
export const placesOf = (text: string): number => (DECIMAL.exec(text)?.[3] ?? '').replace(/0+$/, '').length;

function parse(text: string): Decimal {
  const [, sign = '', whole = '0', fraction = ''] = DECIMAL.exec(text) ?? [];
  return { units: BigInt(`${sign}${whole}${fraction}`), places: fraction.length };
}

const scaled = ({ units, places }: Decimal, to: number): bigint => units * 10n ** BigInt(to - places);

function aligned(a: string, b: string): [a: bigint, b: bigint] {
  const [left, right] = [parse(a), parse(b)];
  const places = Math.max(left.places, right.places);
  return [scaled(left, places), scaled(right, places)];
}

/** Compares two amounts of one currency exactly. Negative when the first is smaller. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = aligned(a, b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Returns the greatest amount, or zero when there are none. */
export const greatest = (amounts: readonly string[]): string =>
  amounts.reduce((most, amount) => (compareDecimals(amount, most) > 0 ? amount : most), '0');

const PER_MILLE = 1000n;

/** Returns the share of an amount in a whole, from 0 to 1 in thousandths: exact enough only for the length of a bar. */
export function shareOf(amount: string, whole: string): number {
  const [part, all] = aligned(amount, whole);
  if (all <= 0n || part <= 0n) return 0;
  const perMille = (part * PER_MILLE) / all;
  return Number(perMille > PER_MILLE ? PER_MILLE : perMille) / Number(PER_MILLE);
}
