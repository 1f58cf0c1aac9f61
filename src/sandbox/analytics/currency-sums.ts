import { fromMicros, toMicros } from '../invoices/amount.js';

/** Exact named sums per currency: amounts of different currencies are never added up. */
export class CurrencySums<Name extends string> {
  private readonly byCurrency = new Map<string, Map<Name, bigint>>();

  constructor(private readonly names: readonly Name[]) {}

  add(currency: string, name: Name, amount: string): void {
    const sums = this.byCurrency.get(currency) ?? new Map<Name, bigint>();
    sums.set(name, (sums.get(name) ?? 0n) + toMicros(amount));
    this.byCurrency.set(currency, sums);
  }

  /** Returns one row per currency, sorted by currency code. */
  rows(): ({ currency: string } & Record<Name, string>)[] {
    return [...this.byCurrency]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, sums]) => {
        const texts = this.names.map((name) => [name, fromMicros(sums.get(name) ?? 0n)] as const);
        return { currency, ...(Object.fromEntries(texts) as Record<Name, string>) };
      });
  }
}
