import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

interface Row {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly customer_name: string;
  readonly issued_at: string;
  readonly due_at: string | null;
}

let all: readonly Row[];

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

beforeAll(async () => {
  const open = { customer_name: 'No Date Ltd', amount: 1, currency: 'EUR', status: 'sent' };
  await backend.api('POST', '/invoices', open);
  // The last second of a day, told in another zone.
  await backend.api('POST', '/invoices', { ...open, issued_at: '2026-03-31T22:59:59-01:00', due_at: '2026-05-01' });
  all = (await backend.api('GET', '/invoices?limit=1000')).body as unknown as Row[];
});

beforeEach(async () => backend.fail());

async function idsOf(args: object): Promise<{ ids: string[]; scanned: number }> {
  const ids: string[] = [];
  let scanned = 0;
  for (let cursor: unknown = undefined; cursor !== null;) {
    const page = await service.data('list_invoices', { limit: 3, ...args, cursor });
    ids.push(...(page.invoices as Row[]).map(({ id }) => id));
    scanned += page.rows_scanned as number;
    expect(page.scan_complete).toBe(!page.has_more);
    cursor = page.next_cursor;
  }
  return { ids, scanned };
}

const idsWhere = (wanted: (row: Row) => boolean): string[] => all.filter(wanted).map(({ id }) => id);
const dayOf = (time: string | null): string => time?.slice(0, 10) ?? '';
const [EARLY, LATE] = ['2026-03-10', '2026-03-31'];

test.each<[object, (row: Row) => boolean]>([
  [{ issued_from: LATE }, ({ issued_at }) => dayOf(issued_at) >= LATE],
  [{ issued_to: LATE }, ({ issued_at }) => dayOf(issued_at) <= LATE],
  [{ issued_from: LATE, issued_to: LATE }, ({ issued_at }) => dayOf(issued_at) === LATE],
  [{ due_before: '2026-05-01' }, ({ due_at }) => due_at !== null && dayOf(due_at) < '2026-05-01'],
  [{ due_before: '2100-01-01' }, ({ due_at }) => due_at !== null],
  [
    { issued_from: EARLY, issued_to: LATE, status: 'paid' },
    ({ issued_at, status }) => status === 'paid' && dayOf(issued_at) >= EARLY && dayOf(issued_at) <= LATE,
  ],
])('%j gives those and no others, though the backend ignores the filter', async (args, wanted) => {
  const { ids, scanned } = await idsOf(args);
  expect(ids).toEqual(idsWhere(wanted));
  expect(scanned).toBe('status' in args ? idsWhere(({ status }) => status === args.status).length : all.length);
});

test.each([
  ['kestrel', ({ customer_name }: Row) => customer_name === 'Kestrel Robotics'],
  ['INV-2026-000', ({ number }: Row) => number.includes('INV-2026-000')],
  ['100%', () => false],
])('search for %j looks in names and numbers', async (search, wanted) => {
  const { ids } = await idsOf({ search });
  expect(ids).toEqual(idsWhere(wanted));
  const [{ url } = { url: '' }] = (await backend.seen()).requests;
  expect(url).toContain(`search=${encodeURIComponent(search).replaceAll('%20', '+')}`);
});

test('search goes with every other filter', async () => {
  const { ids } = await idsOf({ search: 'kestrel', status: 'paid', issued_from: EARLY });
  expect(ids).toEqual(
    idsWhere(
      ({ customer_name, status, issued_at }) =>
        customer_name === 'Kestrel Robotics' && status === 'paid' && dayOf(issued_at) >= EARLY,
    ),
  );
});

test('an empty range is an empty list that was searched to its end', async () => {
  expect(await service.data('list_invoices', { issued_from: LATE, issued_to: EARLY })).toEqual({
    invoices: [],
    has_more: false,
    next_cursor: null,
    rows_scanned: all.length,
    scan_complete: true,
  });
});

test.each([{ search: 'kestrel' }, { issued_from: EARLY }, { issued_to: LATE }, { due_before: LATE }])(
  'a cursor of another list is rejected for %j',
  async (filter) => {
    const { next_cursor } = await service.data('list_invoices', { limit: 1 });
    const error = await service.error('list_invoices', { ...filter, cursor: next_cursor });
    expect(error.details.fields).toEqual([{ field: 'cursor', message: 'is not a next_cursor of this list' }]);
  },
);

test.each(['next', '2.1.x', 'MjoxOjoxOg', '2.1.AAAAAAAAAAA.BBBBBBBBBBB', '2.99999999999.a.b', '2.1.a.b.c'])(
  'the cursor %j, which nobody gave out, is rejected',
  async (cursor) => {
    expect((await service.error('list_invoices', { cursor })).code).toBe('VALIDATION_ERROR');
  },
);
