import { startRawBackend } from '../harness/raw-backend.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

type Row = Record<string, unknown>;

const COMPACT = ['amount', 'currency', 'customer_name', 'due_at', 'id', 'number', 'status'];
const MAX_RESPONSE = 20_000;

const invoice = (index: number, more: Row = {}): Row => ({
  id: `inv_${index}`,
  number: `INV-${index}`,
  status: 'sent',
  amount: '1.00',
  currency: 'EUR',
  customer_name: 'Name',
  customer_email: 'a@example.com',
  issued_at: '2026-01-01T00:00:00.123Z',
  due_at: '2026-02-01T00:00:00.123456Z',
  paid_at: null,
  note: 'Not in any document',
  ...more,
});

let rows: Row[];

const backend = use(async () =>
  startRawBackend(({ url = '' }, response) => {
    const query = new URL(url, 'http://localhost').searchParams;
    const offset = Number(query.get('offset'));
    response.end(JSON.stringify(rows.slice(offset, offset + Number(query.get('limit')))));
  }),
);
const service = use(async () => startToolCaller(backend.variables));

beforeEach(() => {
  rows = Array.from({ length: 5 }, (_, index) => invoice(index));
});

async function firstRow(args: object = {}): Promise<Row> {
  const { invoices } = await service.data('list_invoices', args);
  return (invoices as Row[])[0] ?? {};
}

test('rows are compact by default, their times without fractions of a second', async () => {
  const row = await firstRow();
  expect(Object.keys(row).toSorted()).toEqual(COMPACT);
  expect(row.due_at).toBe('2026-02-01T00:00:00Z');
});

test.each([
  [['amount'], ['amount', 'id']],
  [
    ['customer_email', 'paid_at', 'id'],
    ['customer_email', 'id', 'paid_at'],
  ],
  ['amount, number', ['amount', 'id', 'number']],
  ['["amount","number"]', ['amount', 'id', 'number']],
  ['external_id', ['id']],
  [['all'], Object.keys(invoice(0)).toSorted()],
  [['amount', 'all'], Object.keys(invoice(0)).toSorted()],
])('fields %j makes rows of %j', async (fields, keys) => {
  expect(Object.keys(await firstRow({ fields })).toSorted()).toEqual(keys);
});

test.each([['note'], [['amount', 'notes']], ['__proto__'], [[7]], [7], [{ a: 1 }]])(
  'fields %j is refused with the names there are',
  async (fields) => {
    const { code, details } = await service.error('list_invoices', { fields });
    expect(code).toBe('VALIDATION_ERROR');
    expect(details.fields?.[0]?.field).toBe('fields');
  },
);

test('a refused field is told the names there are', async () => {
  const { message } = await service.error('list_invoices', { fields: ['total'] });
  expect(message).toContain('must be names out of id, number, status, amount');
});

/** Reads to the end, and holds every page against its bound. */
async function readAll(args: object): Promise<{ ids: unknown[]; pages: number }> {
  const ids: unknown[] = [];
  let pages = 0;
  for (let cursor: unknown = undefined; cursor !== null; pages += 1) {
    const response = await service.send('list_invoices', { ...args, cursor });
    const { structuredContent } = response.result as { structuredContent: { data: Row & { invoices: Row[] } } };
    expect(JSON.stringify(structuredContent).length).toBeLessThanOrEqual(MAX_RESPONSE);
    const { invoices, has_more, next_cursor } = structuredContent.data;
    expect(invoices.length).toBeGreaterThan(0);
    expect(has_more).toBe(next_cursor !== null);
    ids.push(...invoices.map(({ id }) => id));
    cursor = next_cursor;
  }
  return { ids, pages };
}

test.each([
  ['long names', { customer_name: 'n"'.repeat(3_000), number: '\\'.repeat(3_000) }],
  ['long fields that nobody knows', { note: 'x'.repeat(3_000), memo: 'y'.repeat(3_000) }],
  [
    'more than a page has room for',
    Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`f${i}`, '"'.repeat(50)])),
  ],
  ['far too much,', { blob: 'z'.repeat(20_000), deep: { list: Array.from({ length: 500 }, () => 'w'.repeat(50)) } }],
])('with %s, pages are cut by whole invoices, and lead to the end without gap or repeat', async (_what, more) => {
  rows = Array.from({ length: 25 }, (_, index) => invoice(index, more));
  for (const fields of [undefined, ['all']]) {
    const { ids, pages } = await readAll({ limit: 100, fields });
    expect(ids).toEqual(rows.map(({ id }) => id));
    expect(pages).toBeLessThan(26);
  }
});

test('a hundred ordinary invoices fit one page', async () => {
  rows = Array.from({ length: 100 }, (_, index) => invoice(index));
  expect((await readAll({ limit: 100 })).pages).toBe(1);
});

test('a text too long for a row says how much is missing', async () => {
  rows = [invoice(1, { customer_name: 'n'.repeat(1_000) })];
  expect((await firstRow()).customer_name).toBe(`${'n'.repeat(200)}… (800 more characters)`);
});
