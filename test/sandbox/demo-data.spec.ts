import { SANDBOX_KEYS, startSandbox } from '../../src/sandbox/index.js';
import { InvoicesClient, type Invoice } from '../harness/invoices-client.js';

async function demoOf(apiKey: string): Promise<Invoice[]> {
  const sandbox = await startSandbox({ port: 0, database: ':memory:' });
  const list = await new InvoicesClient(() => ({ baseUrl: sandbox.baseUrl, apiKey })).list({ limit: 1000 });
  await sandbox.close();
  return list;
}

let demo: Invoice[];

beforeAll(async () => {
  demo = await demoOf(SANDBOX_KEYS.acme);
});

const distinct = (pick: (invoice: Invoice) => string): string[] => [...new Set(demo.map(pick))].toSorted();

test('has at least 60 invoices in three currencies and all five statuses', () => {
  expect(demo.length).toBeGreaterThanOrEqual(60);
  expect(distinct(({ currency }) => currency)).toEqual(['EUR', 'SAT', 'USD']);
  expect(distinct(({ status }) => status)).toEqual(['canceled', 'draft', 'overdue', 'paid', 'sent']);
});

test('is spread over the last twelve months, one at least in each', () => {
  const months = distinct(({ issued_at }) => issued_at.slice(0, 7));
  expect(months.length).toBeGreaterThanOrEqual(12);
  const oldest = Math.min(...demo.map(({ issued_at }) => Date.parse(issued_at)));
  expect((Date.now() - oldest) / 86_400_000).toBeLessThanOrEqual(366);
});

test('is plausible: issued, then due, then paid, and nothing in the future', () => {
  for (const { issued_at, due_at, paid_at, status } of demo) {
    expect(Date.parse(issued_at)).toBeLessThan(Date.now());
    expect(Date.parse(due_at ?? '')).toBeGreaterThan(Date.parse(issued_at));
    expect(paid_at !== null).toBe(status === 'paid');
    if (paid_at === null) continue;
    expect(Date.parse(paid_at)).toBeGreaterThan(Date.parse(issued_at));
    expect(Date.parse(paid_at)).toBeLessThan(Date.now());
  }
});

/** What does not hang on the day of the start. */
const timeless = (invoice: Invoice) => ({
  id: invoice.id,
  external_id: invoice.external_id,
  customer: [invoice.customer_name, invoice.customer_email, invoice.customer_wallet],
  money: [invoice.amount, invoice.currency],
  status: invoice.status,
});

test('is the same at every start, ids included, but for its dates', async () => {
  expect((await demoOf(SANDBOX_KEYS.acme)).map(timeless)).toEqual(demo.map(timeless));
});

test('the other organisation has invoices of its own', async () => {
  const others = await demoOf(SANDBOX_KEYS.globex);
  expect(others.length).toBeGreaterThanOrEqual(10);
  const ids = new Set(demo.map(({ id }) => id));
  expect(others.filter(({ id }) => ids.has(id))).toEqual([]);
});
