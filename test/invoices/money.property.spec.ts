import * as fc from 'fast-check';
import Database from 'libsql';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, SANDBOX_KEYS, type RunningSandbox } from '../../src/sandbox/index.js';
import { callWith } from '../harness/agent.js';
import { startApp, type TestApp } from '../harness/app.js';

const RUNS = 150;
const path = join(mkdtempSync(join(tmpdir(), 'orvion-money-')), 'sandbox.db');

let backend: RunningSandbox;
let service: TestApp;
let database: Database.Database;

beforeAll(async () => {
  backend = await startSandbox({ port: 0, database: path });
  service = await startApp({ AGENTPAY_API_BASE_URL: backend.baseUrl, AGENTPAY_API_KEY: SANDBOX_KEYS.acme });
  database = new Database(path);
});

afterAll(async () => {
  database.close();
  await service.close();
  await backend.close();
});

/** The message with the amount exactly as it is written here: a literal or a quoted text. */
const create = async (amount: string, currency = '"EUR"') =>
  callWith(
    service.endpoint,
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"create_invoice","arguments":' +
      `{"customer_name":"Property","status":"draft","amount":${amount},"currency":${currency}}}}`,
  );

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));

/** Decimal text of a positive amount of at most 15 digits, 6 of them after the point. */
const amounts = fc
  .integer({ min: 0, max: 6 })
  .chain((places) => fc.tuple(digits(1, 15 - places), digits(places, places)))
  .map(([whole, decimals]) => ({ whole: whole.replace(/^0+(?=\d)/, ''), decimals }))
  .filter(({ whole, decimals }) => /[1-9]/.test(whole + decimals))
  .map(({ whole, decimals }) => (decimals === '' ? whole : `${whole}.${decimals}`));

/** The backend's form: two decimals at least, no further zeros. */
const canonical = (text: string): string => {
  const [whole = '', decimals = ''] = text.split('.');
  return `${whole}.${decimals.replace(/0+$/, '').padEnd(2, '0')}`;
};

const rows = (): number => (database.prepare('SELECT count(*) AS n FROM invoices').get() as { n: number }).n;

test.each([
  ['a JSON number', (text: string) => text],
  ['text', (text: string) => JSON.stringify(text)],
])('what the agent sent as %s is what the database holds and what comes back, digit for digit', async (_how, write) => {
  await fc.assert(
    fc.asyncProperty(amounts, async (text) => {
      const { data } = await create(write(text));
      const invoice = data?.invoice as { id: string; amount: string };
      expect(invoice.amount).toBe(canonical(text));
      const row = database.prepare('SELECT amount FROM invoices WHERE id = ?').get(invoice.id) as { amount: string };
      expect(row.amount).toBe(canonical(text));
    }),
    { numRuns: RUNS },
  );
});

const tooLong = fc.oneof(
  fc.tuple(digits(16, 25)).map(([whole]) => `1${whole}`),
  fc.tuple(digits(1, 9), digits(7, 25)).map(([whole, decimals]) => `1${whole}.${decimals}1`),
  fc.tuple(digits(12, 20), digits(1, 6)).map(([whole, decimals]) => `1${whole}.${decimals}11`),
);

test('what a double or the contract cannot hold is rejected with the reason, as a number and as text', async () => {
  const before = rows();
  await fc.assert(
    fc.asyncProperty(tooLong, fc.boolean(), async (text, quoted) => {
      const { error } = await create(quoted ? JSON.stringify(text) : text);
      expect(error?.code).toBe('VALIDATION_ERROR');
      expect(error?.message).toContain('at most 15 digits, 6 of them after the point');
    }),
    { numRuns: RUNS },
  );
  expect(rows()).toBe(before);
});

test.each([
  '1e400',
  '1e-7',
  '0',
  '-1',
  '0.0000001',
  '100000000000000.0000001',
  '"NaN"',
  '"1e3"',
  '"1,5"',
  '""',
  'true',
  '[1]',
])('%s is rejected', async (amount) => {
  const before = rows();
  const { error } = await create(amount);
  expect(error).toMatchObject({ code: 'VALIDATION_ERROR', details: { fields: [{ field: 'amount' }] } });
  expect(rows()).toBe(before);
});

test('currency codes are trimmed and upper-cased, and nothing else of them is changed', async () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'b', 'x', 'z', 'A', 'B', 'X', 'Z'),
    minLength: 3,
    maxLength: 5,
  });
  const blanks = fc.string({ unit: fc.constant(' '), maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(letters, blanks, blanks, async (code, left, right) => {
      const { data } = await create('1', JSON.stringify(left + code + right));
      expect(data?.invoice).toHaveProperty('currency', code.toUpperCase());
    }),
    { numRuns: 30 },
  );
});
