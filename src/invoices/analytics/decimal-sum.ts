const DECIMAL = /^(-)?(\d{1,40})(?:\.(\d{1,40}))?$/;

/** An exact decimal number: `units` divided by 10 to the power of `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Parses decimal text; undefined for anything else, such as a number with an exponent. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, minus = '', whole, decimals = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return { units: BigInt(`${minus}${whole}${decimals}`), scale: decimals.length };
}

/** Adds up decimal numbers of any length without rounding. */
export class DecimalSum {
  private sum: Decimal = { units: 0n, scale: 2 };

  add(value: Decimal): void {
    const scale = Math.max(this.sum.scale, value.scale);
    this.sum = { units: scaled(this.sum, scale) + scaled(value, scale), scale };
  }

  /** Compares two sums as `Array.sort` expects it: negative when this sum is smaller. */
  compare({ sum: other }: DecimalSum): number {
    const scale = Math.max(this.sum.scale, other.scale);
    const difference = scaled(this.sum, scale) - scaled(other, scale);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** Decimal text with at least two decimals, and no trailing zeros beyond them. */
  toString(): string {
    const { units, scale } = this.sum;
    const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
    const decimals = digits.slice(-scale);
    const kept = decimals.slice(0, 2) + decimals.slice(2).replace(/0+$/, '');
    return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${kept}`;
  }
}

const scaled = ({ units, scale }: Decimal, to: number): bigint => units * 10n ** BigInt(to - scale);
