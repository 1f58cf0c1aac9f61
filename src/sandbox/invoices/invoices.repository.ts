import { Inject, Injectable } from '@nestjs/common';
import { DATABASE, type SandboxDatabase } from '../database/open-database.js';
import type { NewInvoice } from './invoice-bodies.js';
import type { InvoiceRow } from './invoice-row.js';

/** SQL of the effective status: a sent invoice past its due date is overdue. */
const EFFECTIVE_STATUS = `CASE WHEN status = 'sent' AND due_at < @now THEN 'overdue' ELSE status END`;

const COLUMNS = `seq, id, organization_id, number, external_id, customer_name, customer_email, customer_wallet, amount,
  currency, ${EFFECTIVE_STATUS} AS status, issued_at, due_at, paid_at, amount_paid, payment_reference, canceled_at,
  created_at, updated_at`;

/** Which page of the list to read; null means no filter. */
export interface InvoicePage {
  readonly status: string | null;
  readonly search: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** Columns that a status transition changes. */
export interface InvoiceTransition {
  readonly status: 'paid' | 'canceled';
  readonly paid_at: string | null;
  readonly amount_paid: string | null;
  readonly payment_reference: string | null;
  readonly canceled_at: string | null;
}

type NewRow = NewInvoice & { readonly id: string; readonly number: string; readonly issued_at: string };

/** The invoices table. Every statement filters by organisation, so that none reaches another one's rows. */
@Injectable()
export class InvoicesRepository {
  private readonly statements;

  constructor(@Inject(DATABASE) private readonly database: SandboxDatabase) {
    this.statements = prepareStatements(database);
  }

  /** Runs reads and writes in one transaction under the write lock. */
  atomically<T>(write: () => T): T {
    return this.database.transaction(write).immediate();
  }

  find(organization: string, id: string): InvoiceRow | undefined {
    return this.statements.find.all({ organization, id, now: now() })[0] as InvoiceRow | undefined;
  }

  findByExternalId(organization: string, externalId: string): InvoiceRow | undefined {
    return this.statements.findByExternalId.all({ organization, externalId, now: now() })[0] as InvoiceRow | undefined;
  }

  /** Returns a page of invoices, newest first. */
  list(organization: string, { search, ...page }: InvoicePage): InvoiceRow[] {
    const pattern = search === null ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    return this.statements.list.all({ organization, ...page, pattern, now: now() }) as InvoiceRow[];
  }

  /** Takes the next number of a year, such as `INV-2026-0007`. Numbers of deleted drafts are not reused. */
  nextNumber(organization: string, year: string): string {
    const [row] = this.statements.nextNumber.all({ organization, year }) as { last: number }[];
    return `INV-${year}-${String(row?.last).padStart(4, '0')}`;
  }

  insert(organization: string, invoice: NewRow, createdAt: string): void {
    this.statements.insert.run({ ...invoice, organization, createdAt });
  }

  overwrite(organization: string, id: string, invoice: NewInvoice): void {
    this.statements.overwrite.run({ ...invoice, organization, id, now: now() });
  }

  applyTransition(organization: string, id: string, transition: InvoiceTransition): void {
    this.statements.applyTransition.run({ ...transition, organization, id, now: now() });
  }

  remove(organization: string, id: string): void {
    this.statements.remove.run({ organization, id });
  }
}

const now = (): string => new Date().toISOString();

function prepareStatements(database: SandboxDatabase) {
  const prepare = (sql: string) => database.prepare<[Record<string, unknown>]>(sql);
  return {
    find: prepare(`SELECT ${COLUMNS} FROM invoices WHERE organization_id = @organization AND id = @id`),
    findByExternalId: prepare(
      `SELECT ${COLUMNS} FROM invoices WHERE organization_id = @organization AND external_id = @externalId`,
    ),
    list: prepare(`
      SELECT ${COLUMNS} FROM invoices
      WHERE organization_id = @organization
        AND (@status IS NULL OR ${EFFECTIVE_STATUS} = @status)
        AND (@pattern IS NULL OR customer_name LIKE @pattern ESCAPE '\\' OR number LIKE @pattern ESCAPE '\\')
      ORDER BY seq DESC LIMIT @limit OFFSET @offset`),
    nextNumber: prepare(`
      INSERT INTO invoice_numbers (organization_id, year, last) VALUES (@organization, @year, 1)
      ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last`),
    insert: prepare(`
      INSERT INTO invoices (id, organization_id, number, external_id, customer_name, customer_email, customer_wallet,
        amount, currency, status, issued_at, due_at, created_at, updated_at)
      VALUES (@id, @organization, @number, @external_id, @customer_name, @customer_email, @customer_wallet,
        @amount, @currency, @status, @issued_at, @due_at, @createdAt, @createdAt)`),
    overwrite: prepare(`
      UPDATE invoices SET customer_name = @customer_name, customer_email = @customer_email,
        customer_wallet = @customer_wallet, amount = @amount, currency = @currency, status = @status,
        issued_at = coalesce(@issued_at, issued_at), due_at = @due_at, updated_at = @now
      WHERE organization_id = @organization AND id = @id`),
    applyTransition: prepare(`
      UPDATE invoices SET status = @status, paid_at = @paid_at, amount_paid = @amount_paid,
        payment_reference = @payment_reference, canceled_at = @canceled_at, updated_at = @now
      WHERE organization_id = @organization AND id = @id`),
    remove: prepare('DELETE FROM invoices WHERE organization_id = @organization AND id = @id'),
  };
}
