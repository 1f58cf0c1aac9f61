/** Largest amounts that need no confirmation, as decimal text in units of their currency. */
export interface AmountLimits {
  readonly byCurrency: Readonly<Record<string, string>>;
  /** Limit of every other currency; if undefined, all their amounts need confirmation. */
  readonly others: string | undefined;
}

/** Options of the `InvoicesModule`. */
export interface InvoicesOptions {
  /** Which payments a person has to confirm. */
  readonly confirmPayments: 'all' | 'none' | AmountLimits;
  /** Folder of the built views, one HTML file each. */
  readonly viewsFolder: URL;
}

/** Injection token of the `InvoicesOptions`. */
export const INVOICES_OPTIONS = Symbol('invoices:options');
