/** Reads invoices and figures about them. */
export const INVOICES_READ = 'invoices:read';

/** Creates and changes invoices. */
export const INVOICES_WRITE = 'invoices:write';
