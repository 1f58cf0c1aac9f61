import Database from 'libsql';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SandboxStartError, startSandbox } from '../../src/sandbox/index.js';
import { startProgram } from '../harness/program.js';
import { newFile } from '../harness/sandbox-program.js';

// A program has to start, on a machine that may be busy.
jest.setTimeout(60_000);

const APPLICATION_ID = 0x4f_72_76_6e;

function databaseWith(sql: string): string {
  const file = newFile('given.db');
  const database = new Database(file);
  database.exec(sql);
  database.close();
  return file;
}

function fileWith(text: string): string {
  const file = newFile('given.db');
  writeFileSync(file, text);
  return file;
}

const UNUSABLE: readonly (readonly [what: string, file: () => string, reason: RegExp])[] = [
  ['of another program', () => databaseWith('CREATE TABLE notes (text)'), /another program/],
  ['of another program, with its mark', () => databaseWith('PRAGMA application_id = 42'), /another program/],
  [
    'of a newer version',
    () => databaseWith(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 2`),
    /another version/,
  ],
  ['that is no database', () => fileWith('These are notes, and no database.\n'.repeat(50)), /cannot use/],
];

const open = async (file: string) => startSandbox({ port: 0, database: file });

test.each(UNUSABLE)('a file %s is rejected in one clear line, and left as it was', async (_what, make, reason) => {
  const file = make();
  const before = readFileSync(file);
  const rejection = await open(file).catch((thrown: unknown) => thrown);
  expect(rejection).toBeInstanceOf(SandboxStartError);
  expect(String(rejection)).toMatch(reason);
  expect(String(rejection)).toMatch(/^[^\n]*ORVION_MCP_SANDBOX_DATABASE[^\n]*$/);
  expect(String(rejection)).toContain(file);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a folder in the place of the file, or a file in the place of the folder, is rejected in one clear line', async () => {
  const folder = newFile('folder.db');
  mkdirSync(folder);
  // The last is a place where nobody can make a folder, and where Node's recursive mkdir never returns.
  for (const file of [folder, join(fileWith('text'), 'below.db'), '/proc/orvion/below.db']) {
    await expect(open(file)).rejects.toThrow(/^The sandbox cannot use \S+ as its database\. [^\n]*$/);
  }
});

test('the program says that line, and nothing else, and exits with 69', async () => {
  const file = databaseWith('CREATE TABLE notes (text)');
  const program = startProgram(['sandbox'], { ORVION_MCP_SANDBOX_PORT: '0', ORVION_MCP_SANDBOX_DATABASE: file });
  expect(await program.ended).toBe(69);
  expect(program.stdout()).toBe('');
  expect(program.stderr()).toMatch(/^[^\n]+ belongs to another program\. [^\n]+\n$/);
});

test('makes the folder of a new file, and starts on an empty file', async () => {
  for (const file of [join(newFile('a'), 'b', 'new.db'), fileWith('')]) {
    const sandbox = await open(file);
    expect((await fetch(`${new URL(sandbox.baseUrl).origin}/health`)).status).toBe(200);
    await sandbox.close();
  }
});

describe('whatever the code does, the database itself refuses', () => {
  const file = newFile('constraints.db');
  let database: Database.Database;

  beforeAll(async () => {
    await (await open(file)).close();
    database = new Database(file);
    database.exec('PRAGMA foreign_keys = ON');
  });
  afterAll(() => database.close());

  const paid = `seq = (SELECT min(seq) FROM invoices WHERE status = 'paid')`;
  const unpaid = `seq = (SELECT min(seq) FROM invoices WHERE status = 'sent')`;

  test.each<readonly [what: string, change: string, reason: RegExp]>([
    ['a second external_id', `external_id = 'demo-acme-1000' WHERE ${unpaid}`, /UNIQUE/],
    ['a second number', `number = (SELECT number FROM invoices LIMIT 1) WHERE ${unpaid}`, /UNIQUE/],
    ['a second id', `id = (SELECT id FROM invoices LIMIT 1) WHERE ${unpaid}`, /UNIQUE/],
    ['an unknown status', `status = 'void' WHERE ${paid}`, /CHECK/],
    ['a stored overdue', `status = 'overdue' WHERE ${unpaid}`, /CHECK/],
    ['a payment without its date', `paid_at = NULL WHERE ${paid}`, /CHECK/],
    ['a payment without amount', `amount_paid = NULL WHERE ${paid}`, /CHECK/],
    ['a date of payment on an open invoice', `paid_at = '2026-01-01' WHERE ${unpaid}`, /CHECK/],
    [
      'a canceled one without its date',
      `status = 'canceled', paid_at = NULL, amount_paid = NULL WHERE ${paid}`,
      /CHECK/,
    ],
    ['an organisation that is not there', `organization_id = 'org_void' WHERE ${paid}`, /FOREIGN KEY/],
    ['an empty name', `customer_name = '' WHERE ${paid}`, /CHECK/],
    ['no name', `customer_name = NULL WHERE ${paid}`, /NOT NULL/],
    ...['0.00', '-1.00', '1', '1.5', '1e5', 'NaN', '', '1.2.34'].map(
      (amount) => [`the amount "${amount}"`, `amount = '${amount}' WHERE ${paid}`, /CHECK/] as const,
    ),
    ['an amount paid of nothing', `amount_paid = '0.00' WHERE ${paid}`, /CHECK/],
    ['a currency in small letters', `currency = 'eur' WHERE ${paid}`, /CHECK/],
  ])('%s', (_what, change, reason) => {
    expect(() => database.prepare(`UPDATE invoices SET ${change}`).run()).toThrow(reason);
  });
});
