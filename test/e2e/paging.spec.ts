import type { TestClient } from '../harness/clients.js';
import { connectedClient, CONNECTIONS } from '../harness/connected-client.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';

interface Row {
  readonly id: string;
  readonly status: string;
  readonly customer_name: string;
  readonly customer_email: string | null;
  readonly issued_at: string;
  readonly due_at: string | null;
}

const EMAIL = 'paging@example.com';
const DAY = '2026-02-10';

/** Lists of which some are cut by their limit and some by their length, and who belongs in each. */
const LISTS: readonly [args: Readonly<Record<string, unknown>>, belongs: (row: Row) => boolean][] = [
  [{ limit: 25 }, () => true],
  [{ limit: 100, fields: ['all'] }, () => true],
  [{ limit: 9, status: 'sent' }, ({ status }) => status === 'sent'],
  [{ limit: 12, search: 'paging' }, ({ customer_name }) => customer_name.startsWith('Paging')],
  [{ limit: 14, customer_email: EMAIL }, ({ customer_email }) => customer_email === EMAIL],
  [{ limit: 30, issued_from: DAY }, ({ issued_at }) => issued_at.slice(0, 10) >= DAY],
  [{ limit: 3, issued_to: DAY }, ({ issued_at }) => issued_at.slice(0, 10) <= DAY],
  [{ limit: 40, due_before: '2099-01-01' }, ({ due_at }) => due_at !== null && due_at < '2099-01-01'],
  [
    { limit: 20, status: 'sent', search: 'paging', customer_email: EMAIL, fields: ['customer_wallet'] },
    ({ status, customer_email }) => status === 'sent' && customer_email === EMAIL,
  ],
];

describe.each(CONNECTIONS)('the built program over $transport with $generation.name', ({ transport, generation }) => {
  let backend: TestBackend;
  let client: TestClient;
  let stop: () => Promise<void>;

  /** An invoice that belongs in every list but those of the past; its wallet takes much of a page. */
  const add = async (): Promise<unknown> =>
    backend.api('POST', '/invoices', {
      customer_name: 'Paging Customer',
      customer_email: EMAIL,
      customer_wallet: 'w'.repeat(1_900),
      amount: 1,
      currency: 'EUR',
      due_at: '2098-01-01',
      status: 'sent',
    });

  beforeAll(async () => {
    backend = await startBackend();
    for (let added = 0; added < 20; added += 1) await add();
    ({ client, stop } = await connectedClient(transport, generation, backend.variables));
  });

  afterAll(async () => {
    await stop();
    await backend.close();
  });

  test.each(LISTS)(
    'pages of %j lead to the end without gap or repeat while invoices are added',
    async (args, belongs) => {
      const all = (await backend.api('GET', '/invoices?limit=1000')).body as unknown as Row[];
      const ids: string[] = [];
      let pages = 0;
      for (let cursor: unknown = undefined; cursor !== null; pages += 1) {
        const response = await client.call('list_invoices', { ...args, ...(cursor !== undefined && { cursor }) });
        expect(JSON.stringify(response).length).toBeLessThanOrEqual(20_000);
        const page = response.data as { invoices: Row[]; has_more: boolean; next_cursor: string | null };
        expect(page).toMatchObject({ has_more: page.next_cursor !== null, scan_complete: page.next_cursor === null });
        ids.push(...page.invoices.map(({ id }) => id));
        cursor = page.next_cursor;
        for (let added = 0; added < 2; added += 1) await add();
      }
      expect(ids).toEqual(all.filter(belongs).map(({ id }) => id));
      expect(pages).toBeGreaterThan(2);
    },
  );
});
