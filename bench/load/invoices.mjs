// Derives an invoice from its id. Backend and load generator share it, so the content of every response can be checked.

const amountOf = (id) => `${(Number(id.slice(4)) % 99_991) + 1}.50`;

/** Returns the backend's JSON of an invoice, about 250 bytes. */
export const invoiceText = (id) =>
  `{"id":"${id}","number":"INV-2026-${id.slice(-4)}","status":"sent","amount":"${amountOf(id)}","currency":"EUR",` +
  `"customer_name":"Northfold Ltd","customer_email":"pay@northfold.example",` +
  `"issued_at":"2026-07-01T09:00:00Z","due_at":"2026-07-31T09:00:00Z","paid_at":null}`;

/** Whether an invoice in a response is the requested one. */
export const isInvoice = (invoice, id) => invoice?.id === id && invoice.amount === amountOf(id);
