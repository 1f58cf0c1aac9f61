/** Scope that allows to read invoices and reports. */
export const INVOICES_READ = 'invoices:read';

/** Scope that allows to create and change invoices. */
export const INVOICES_WRITE = 'invoices:write';

/** Every scope that a caller can be granted. */
export const SCOPES = [INVOICES_READ, INVOICES_WRITE] as const;

/** Name of a scope. */
export type Scope = (typeof SCOPES)[number];
