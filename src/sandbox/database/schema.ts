/** Marks a file as a sandbox database ("Orvn"), so that the sandbox never writes to another program's data. */
export const APPLICATION_ID = 0x4f_72_76_6e;

/** Version of the tables below. Files of any other version are rejected. */
export const SCHEMA_VERSION = 1;

const isAmount = (column: string): string =>
  `${column} GLOB '[0-9]*.[0-9][0-9]*' AND ${column} GLOB '*[1-9]*' AND ${column} NOT GLOB '*[^0-9.]*' AND ${column} NOT GLOB '*.*.*'`;

/**
 * Tables with the constraints that must hold whatever the code does. `overdue` is not stored, because a sent invoice becomes
 * overdue when time passes. Amounts are decimal text, because SQLite's numbers are binary.
 */
export const SCHEMA = `
CREATE TABLE organizations (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE invoice_numbers (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  year            TEXT NOT NULL,
  last            INTEGER NOT NULL,
  PRIMARY KEY (organization_id, year)
) STRICT;

CREATE TABLE invoices (
  seq               INTEGER PRIMARY KEY AUTOINCREMENT,
  id                TEXT NOT NULL UNIQUE,
  organization_id   TEXT NOT NULL REFERENCES organizations (id),
  number            TEXT NOT NULL,
  external_id       TEXT,
  customer_name     TEXT NOT NULL CHECK (length(customer_name) > 0),
  customer_email    TEXT,
  customer_wallet   TEXT,
  amount            TEXT NOT NULL CHECK (${isAmount('amount')}),
  currency          TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]*' AND currency NOT GLOB '*[^A-Z]*'),
  status            TEXT NOT NULL CHECK (status IN ('draft', 'sent', 'paid', 'canceled')),
  issued_at         TEXT NOT NULL,
  due_at            TEXT,
  paid_at           TEXT CHECK ((status = 'paid') = (paid_at IS NOT NULL)),
  amount_paid       TEXT CHECK ((status = 'paid') = (amount_paid IS NOT NULL) AND (amount_paid IS NULL OR ${isAmount('amount_paid')})),
  payment_reference TEXT,
  canceled_at       TEXT CHECK ((status = 'canceled') = (canceled_at IS NOT NULL)),
  created_at        TEXT NOT NULL,
  updated_at        TEXT NOT NULL,
  UNIQUE (organization_id, number),
  UNIQUE (organization_id, external_id)
) STRICT;

CREATE INDEX invoices_newest ON invoices (organization_id, seq DESC);
`;
