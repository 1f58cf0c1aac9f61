import { startRawBackend } from '../harness/raw-backend.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

const row = (index: number, customer_email: string | null) => ({
  id: `inv_${index}`,
  status: 'sent',
  amount: '1.00',
  currency: 'EUR',
  customer_email,
});

/** 5000 invoices; those of one customer lie far apart, those of another everywhere. */
const ROWS = Array.from({ length: 5_000 }, (_, index) =>
  row(index, index % 900 === 450 ? 'needle@example.com' : index % 3 === 0 ? 'third@example.com' : 'hay@example.com'),
);
const idsOf = (email: string): string[] =>
  ROWS.filter(({ customer_email }) => customer_email === email).map(({ id }) => id);
const NEEDLES = idsOf('needle@example.com');

/** How many invoices are created after each page that is read. */
let arriving: number;

// A backend that pages as documented and ignores every filter.
const backend = use(async () =>
  startRawBackend(({ url = '' }, response) => {
    const query = new URL(url, 'http://localhost').searchParams;
    const offset = Number(query.get('offset'));
    const arrived = Array.from({ length: arriving * (backend.requests.length - 1) }, (_, index) =>
      row(ROWS.length + index, 'new@example.com'),
    ).toReversed();
    response.end(JSON.stringify([...arrived, ...ROWS].slice(offset, offset + Number(query.get('limit')))));
  }),
);
const service = use(async () => startToolCaller(backend.variables));

beforeEach(() => {
  backend.requests.splice(0);
  arriving = 0;
});

test('one customer is found behind hundreds of others, page by page', async () => {
  const found: string[] = [];
  let calls = 0;
  for (let cursor: unknown = undefined; cursor !== null; calls += 1) {
    const page = await service.data('list_invoices', { customer_email: 'needle@example.com', limit: 2, cursor });
    found.push(...(page.invoices as { id: string }[]).map(({ id }) => id));
    expect(page.has_more).toBe(page.next_cursor !== null);
    cursor = page.next_cursor;
  }
  expect(found).toEqual(NEEDLES);
  expect(calls).toBeLessThan(10);
});

test('a call gives up the search after so many rows, and says that there may be more', async () => {
  const customer_email = 'nobody@example.com';
  const first = await service.data('list_invoices', { customer_email });
  expect(first).toMatchObject({ invoices: [], has_more: true, next_cursor: expect.any(String) as string });
  expect(backend.requests.length).toBeLessThan(20);
  const second = await service.data('list_invoices', { customer_email, cursor: first.next_cursor });
  const third = await service.data('list_invoices', { customer_email, cursor: second.next_cursor });
  expect([first, second, third].map(({ rows_scanned, scan_complete }) => [rows_scanned, scan_complete])).toEqual([
    [2_000, false],
    [2_000, false],
    [1_000, true],
  ]);
  expect(third).toMatchObject({ invoices: [], has_more: false, next_cursor: null });
});

test('a full page of one customer asks for no more than it needs', async () => {
  const { invoices } = await service.data('list_invoices', { customer_email: 'hay@example.com', limit: 100 });
  expect(invoices).toHaveLength(100);
  expect(backend.requests).toHaveLength(1);
});

test('a list without a filter asks once', async () => {
  const { invoices, has_more } = await service.data('list_invoices', { limit: 100 });
  expect([(invoices as unknown[]).length, has_more, backend.requests.length]).toEqual([100, true, 1]);
});

test.each([1, 7, 60])('%i invoices that arrive with each page that is scanned make no gap or repeat', async (each) => {
  arriving = each;
  const customer_email = 'third@example.com';
  const found: string[] = [];
  for (let cursor: unknown = undefined; cursor !== null;) {
    const page = await service.data('list_invoices', { customer_email, limit: 100, cursor });
    found.push(...(page.invoices as { id: string }[]).map(({ id }) => id));
    cursor = page.next_cursor;
  }
  expect(found).toEqual(idsOf(customer_email));
});
