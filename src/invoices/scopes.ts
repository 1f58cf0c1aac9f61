/** Scope that allows to read invoices and reports. */
export const INVOICES_READ = 'invoices:read';

/** Scope that allows to create and change invoices. */
export const INVOICES_WRITE = 'invoices:write';
