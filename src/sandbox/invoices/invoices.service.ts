import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { NewInvoice, Payment } from './invoice-bodies.js';
import { newInvoiceId } from './invoice-id.js';
import type { InvoiceRow, StoredStatus } from './invoice-row.js';
import { InvoicesRepository, type InvoiceTransition } from './invoices.repository.js';
import { isStorable } from './storable-text.js';

type EffectiveStatus = InvoiceRow['status'];

const PAYABLE: readonly EffectiveStatus[] = ['sent', 'overdue'];
const CANCELABLE: readonly EffectiveStatus[] = ['draft', 'sent', 'overdue'];
const DELETABLE: readonly EffectiveStatus[] = ['draft'];
const FINAL: readonly EffectiveStatus[] = ['paid', 'canceled'];

const NO_PAYMENT = { paid_at: null, amount_paid: null, payment_reference: null } as const;

/** The status rules of invoices. Transitions read and write under one lock, so two callers cannot both succeed. */
@Injectable()
export class InvoicesService {
  constructor(private readonly invoices: InvoicesRepository) {}

  /** Stores a new invoice, or overwrites the one with the same `external_id`. */
  create(organization: string, invoice: NewInvoice): { row: InvoiceRow; created: boolean } {
    return this.invoices.atomically(() => {
      const { external_id } = invoice;
      const known = external_id === null ? undefined : this.invoices.findByExternalId(organization, external_id);
      if (!known) return { row: this.insert(organization, invoice), created: true };
      if (FINAL.includes(known.status))
        throw conflict(`Invoice with this external_id is ${known.status} and cannot be changed`);
      // A sent invoice has reached its customer, so it cannot become a draft again.
      const status: StoredStatus = known.status === 'draft' ? invoice.status : 'sent';
      this.invoices.overwrite(organization, known.id, { ...invoice, status });
      return { row: this.get(organization, known.id), created: false };
    });
  }

  get(organization: string, id: string): InvoiceRow {
    const row = isStorable(id) ? this.invoices.find(organization, id) : undefined;
    if (!row) throw new NotFoundException({ detail: 'Invoice not found' });
    return row;
  }

  markPaid(organization: string, id: string, payment: Payment): InvoiceRow {
    return this.transition(organization, id, PAYABLE, 'marked as paid', ({ amount }) => ({
      status: 'paid',
      paid_at: payment.paid_at ?? new Date().toISOString(),
      amount_paid: payment.amount_paid ?? amount,
      payment_reference: payment.payment_reference,
      canceled_at: null,
    }));
  }

  cancel(organization: string, id: string): InvoiceRow {
    return this.transition(organization, id, CANCELABLE, 'canceled', () => ({
      ...NO_PAYMENT,
      status: 'canceled',
      canceled_at: new Date().toISOString(),
    }));
  }

  remove(organization: string, id: string): void {
    this.invoices.atomically(() => {
      this.require(this.get(organization, id), DELETABLE, 'deleted');
      this.invoices.remove(organization, id);
    });
  }

  private insert(organization: string, invoice: NewInvoice): InvoiceRow {
    const createdAt = new Date();
    const id = newInvoiceId(createdAt.getTime());
    const issued_at = invoice.issued_at ?? createdAt.toISOString();
    const number = this.invoices.nextNumber(organization, issued_at.slice(0, 4));
    this.invoices.insert(organization, { ...invoice, id, number, issued_at }, createdAt.toISOString());
    return this.get(organization, id);
  }

  private transition(
    organization: string,
    id: string,
    from: readonly EffectiveStatus[],
    done: string,
    change: (row: InvoiceRow) => InvoiceTransition,
  ): InvoiceRow {
    return this.invoices.atomically(() => {
      const row = this.get(organization, id);
      this.require(row, from, done);
      this.invoices.applyTransition(organization, id, change(row));
      return this.get(organization, id);
    });
  }

  private require({ status }: InvoiceRow, allowed: readonly EffectiveStatus[], done: string): void {
    if (!allowed.includes(status)) throw conflict(`Invoice is ${status} and cannot be ${done}`);
  }
}

const conflict = (detail: string): ConflictException => new ConflictException({ detail });
