import { ACME, GLOBEX, type Organization } from '../auth/organizations.js';
import type { SandboxDatabase } from '../database/open-database.js';
import { demoInvoiceId } from '../invoices/invoice-id.js';
import { InvoicesRepository } from '../invoices/invoices.repository.js';
import { demoInvoices, type DemoInvoice } from './demo-invoices.js';

/** Fills a new database with both demo organisations. Does nothing if the database has them already. */
export function seedOnce(database: SandboxDatabase, now: number): void {
  const invoices = new InvoicesRepository(database);
  invoices.atomically(() => {
    if (database.prepare('SELECT 1 FROM organizations LIMIT 1').all().length > 0) return;
    seed(database, invoices, ACME, demoInvoices(72, 'demo-acme', now));
    seed(database, invoices, GLOBEX, demoInvoices(20, 'demo-globex', now));
  });
}

function seed(
  database: SandboxDatabase,
  invoices: InvoicesRepository,
  { id: organization, name }: Organization,
  demo: DemoInvoice[],
): void {
  database.prepare('INSERT INTO organizations (id, name) VALUES (?, ?)').run(organization, name);
  for (const { invoice, paidAt, isCanceled } of demo) {
    const { issued_at, amount } = invoice;
    const id = demoInvoiceId(invoice.external_id);
    const number = invoices.nextNumber(organization, issued_at.slice(0, 4));
    invoices.insert(organization, { ...invoice, id, number }, issued_at);
    if (paidAt !== undefined) {
      const payment = { paid_at: paidAt, amount_paid: amount, payment_reference: `demo-${number}`, canceled_at: null };
      invoices.applyTransition(organization, id, { status: 'paid', ...payment });
    } else if (isCanceled) {
      const noPayment = { paid_at: null, amount_paid: null, payment_reference: null };
      invoices.applyTransition(organization, id, { status: 'canceled', ...noPayment, canceled_at: invoice.due_at });
    }
  }
}
