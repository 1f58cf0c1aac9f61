// The invoice that belongs to an id. Backend and load generator know it, so every answer's content can be checked.

const amountOf = (id) => `${(Number(id.slice(4)) % 99_991) + 1}.50`;

/** The backend's JSON text of an invoice, about 250 bytes. */
export const invoiceText = (id) =>
  `{"id":"${id}","number":"INV-2026-${id.slice(-4)}","status":"sent","amount":"${amountOf(id)}","currency":"EUR",` +
  `"customer_name":"Northfold Ltd","customer_email":"pay@northfold.example",` +
  `"issued_at":"2026-07-01T09:00:00Z","due_at":"2026-07-31T09:00:00Z","paid_at":null}`;

/** Whether an invoice in an answer is the one that was asked for. */
export const isInvoice = (invoice, id) => invoice?.id === id && invoice.amount === amountOf(id);
