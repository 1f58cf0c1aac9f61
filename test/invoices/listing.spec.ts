import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

interface Row {
  readonly id: string;
  readonly status: string;
  readonly customer_email: string | null;
}

interface Page {
  readonly invoices: readonly Row[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

let all: readonly Row[];

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

beforeAll(async () => {
  all = (await backend.api('GET', '/invoices?limit=1000')).body as unknown as Row[];
});

const list = async (args: object = {}): Promise<Page> => (await service.data('list_invoices', args)) as unknown as Page;

/** Reads to the end as an agent does; `between` happens after each page. */
async function everyPage(args: object, between?: () => Promise<unknown>): Promise<Page[]> {
  const pages = [await list(args)];
  for (let cursor = pages[0]?.next_cursor; cursor; cursor = pages.at(-1)?.next_cursor) {
    await between?.();
    pages.push(await list({ ...args, cursor }));
  }
  return pages;
}

const idsOf = (pages: readonly Page[]): string[] => pages.flatMap(({ invoices }) => invoices.map(({ id }) => id));

test('there are more invoices than a page holds', () => {
  expect(all.length).toBeGreaterThan(40);
});

test('the first 20 come by default, newest first', async () => {
  const { invoices, has_more } = await list();
  expect(invoices.map(({ id }) => id)).toEqual(all.slice(0, 20).map(({ id }) => id));
  expect(has_more).toBe(true);
});

test.each([1, 7, 20, 50, 100])('pages of %i lead to the end without gap or repeat', async (limit) => {
  const pages = await everyPage({ limit });
  expect(idsOf(pages)).toEqual(all.map(({ id }) => id));
  for (const [index, { invoices, has_more, next_cursor }] of pages.entries()) {
    const isLast = index === pages.length - 1;
    expect([has_more, next_cursor === null]).toEqual([!isLast, isLast]);
    expect(invoices.length).toBe(isLast ? all.length - index * limit : limit);
  }
});

test.each(['draft', 'sent', 'paid', 'overdue', 'canceled'])('status %s gives those and no others', async (status) => {
  const ids = idsOf(await everyPage({ status, limit: 3 }));
  expect(ids.length).toBeGreaterThan(0);
  expect(ids).toEqual(all.filter((row) => row.status === status).map(({ id }) => id));
});

test('a page that ends exactly at the end says so', async () => {
  const sent = all.filter(({ status }) => status === 'sent').length;
  expect(await list({ status: 'sent', limit: sent })).toMatchObject({ has_more: false, next_cursor: null });
});

describe('customer_email', () => {
  test('shows only that customer, though the backend ignores the filter', async () => {
    const customer_email = all[0]?.customer_email ?? '';
    const theirs = all.filter((row) => row.customer_email === customer_email).map(({ id }) => id);
    expect(theirs.length).toBeGreaterThan(2);
    expect(theirs.length).toBeLessThan(all.length);
    await backend.fail();
    for (const limit of [1, 2, 100]) expect(idsOf(await everyPage({ customer_email, limit }))).toEqual(theirs);
    const { requests } = await backend.seen();
    expect(requests.every(({ url }) => url.includes(`customer_email=${encodeURIComponent(customer_email)}`))).toBe(
      true,
    );
  });

  test('does not mind capitals, and takes nothing but the whole address', async () => {
    const customer_email = all[0]?.customer_email ?? '';
    const { invoices } = await list({ customer_email: customer_email.toUpperCase(), limit: 100 });
    expect(invoices.length).toBeGreaterThan(2);
    expect((await list({ customer_email: `x${customer_email}` })).invoices).toEqual([]);
  });

  test('goes with a status', async () => {
    const { customer_email, status } = all[0] as Row;
    const wanted = all.filter((row) => row.customer_email === customer_email && row.status === status);
    const { invoices } = await list({ customer_email, status, limit: 100 });
    expect(invoices.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
  });

  test('of nobody is an empty list, not an error', async () => {
    expect(await list({ customer_email: 'nobody@example.com' })).toEqual({
      invoices: [],
      has_more: false,
      next_cursor: null,
      rows_scanned: all.length,
      scan_complete: true,
    });
  });
});

describe('a cursor', () => {
  test.each([
    [{ limit: 2 }, { status: 'sent' }],
    [{ limit: 2, status: 'sent' }, {}],
    [{ limit: 2, status: 'sent' }, { status: 'paid' }],
    [
      { limit: 1, status: 'sent' },
      { status: 'sent', customer_email: 'a@example.com' },
    ],
  ])('of %j is rejected for %j', async (made, used) => {
    const { next_cursor } = await list(made);
    expect(next_cursor).toEqual(expect.any(String));
    await backend.fail();
    const error = await service.error('list_invoices', { ...used, cursor: next_cursor });
    expect(error).toMatchObject({ code: 'VALIDATION_ERROR', details: { fields: [{ field: 'cursor' }] } });
    expect((await backend.seen()).received).toBe(0);
  });

  test('serves any replica, any limit and any capitals of the address', async () => {
    const customer_email = all[0]?.customer_email ?? '';
    const { next_cursor } = await list({ customer_email, limit: 1 });
    const replica = await startToolCaller(backend.variables);
    const args = { customer_email: customer_email.toUpperCase(), cursor: next_cursor, limit: 1 };
    const { invoices } = await replica.data('list_invoices', args);
    await replica.close();
    const theirs = all.filter((row) => row.customer_email === customer_email);
    expect(invoices).toMatchObject([{ id: theirs[1]?.id }]);
  });

  test('holds no address in the clear', async () => {
    const customer_email = all[0]?.customer_email ?? '';
    const { next_cursor } = await list({ customer_email, limit: 1 });
    expect(next_cursor).toMatch(/^2\.\d+\.[\w-]{11}\.[\w-]{11}$/);
    expect(Buffer.from(next_cursor ?? '', 'base64url').toString()).not.toContain(customer_email);
  });
});

const createLate = async (): Promise<unknown> =>
  backend.api('POST', '/invoices', {
    customer_name: 'L',
    customer_email: 'late@example.com',
    amount: 1,
    currency: 'EUR',
  });

test('invoices that are added while the pages are read make no gap', async () => {
  const ids = idsOf(await everyPage({ limit: 10 }, createLate));
  expect(all.filter(({ id }) => !ids.includes(id))).toEqual([]);
  expect((await list({ customer_email: 'late@example.com' })).invoices.length).toBeGreaterThan(2);
});
