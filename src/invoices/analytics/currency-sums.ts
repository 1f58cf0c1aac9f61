import { DecimalSum, type Decimal } from './decimal-sum.js';

/** The sums of one currency, as decimal text. */
export type CurrencyRow<Name extends string> = { readonly currency: string } & Readonly<Record<Name, string>>;

/** Exact named sums per currency: amounts of different currencies are never added up. */
export class CurrencySums<Name extends string> {
  private readonly byCurrency = new Map<string, Map<Name, DecimalSum>>();

  constructor(private readonly names: readonly Name[]) {}

  add(currency: string, name: Name, amount: Decimal): void {
    const sums = this.byCurrency.get(currency) ?? new Map(this.names.map((each) => [each, new DecimalSum()]));
    sums.get(name)?.add(amount);
    this.byCurrency.set(currency, sums);
  }

  /** Returns one row per currency, sorted by currency code. */
  rows(): CurrencyRow<Name>[] {
    return [...this.byCurrency]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, sums]) => {
        const texts = [...sums].map(([name, sum]) => [name, sum.toString()] as const);
        return { currency, ...(Object.fromEntries(texts) as Record<Name, string>) };
      });
  }
}
