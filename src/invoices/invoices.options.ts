/** From which amount on something is large, as decimal text in units of the currency. */
export interface AmountLimits {
  readonly byCurrency: Readonly<Record<string, string>>;
  /** For every other currency; without it, any amount of them is large. */
  readonly others: string | undefined;
}

/** What the application decides about invoices. */
export interface InvoicesOptions {
  /** Which payments a person has to confirm. */
  readonly confirmPayments: 'all' | 'none' | AmountLimits;
  /** Where the built views are, one HTML file each. */
  readonly viewsFolder: URL;
}

export const INVOICES_OPTIONS = Symbol('invoices:options');
