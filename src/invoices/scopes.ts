/** Reads invoices and figures about them. */
export const INVOICES_READ = 'invoices:read';

/** Creates and changes invoices. */
export const INVOICES_WRITE = 'invoices:write';

/** Everything that a caller can be granted. */
export const SCOPES = [INVOICES_READ, INVOICES_WRITE] as const;

/** One of them. */
export type Scope = (typeof SCOPES)[number];
