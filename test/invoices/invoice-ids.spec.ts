import { ledger } from '../harness/ledger.js';
import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

let before: string[];

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

beforeAll(async () => {
  before = await ledger(backend);
});

beforeEach(async () => backend.fail());

const urlsSeen = async (): Promise<string[]> => (await backend.seen()).requests.map(({ url }) => url);

/** Identifiers that would lead elsewhere if they were put into a path as they stand. */
const HOSTILE: [id: string, segment: string][] = [
  ['../admin', '..%2Fadmin'],
  ['../../v1/invoices', '..%2F..%2Fv1%2Finvoices'],
  ['..\\..\\admin', '..%5C..%5Cadmin'],
  ['inv_1?x=1', 'inv_1%3Fx%3D1'],
  ['inv_1#top', 'inv_1%23top'],
  ['inv_1;v=2', 'inv_1%3Bv%3D2'],
  ['a/b', 'a%2Fb'],
  ['/', '%2F'],
  ['//evil.example.com/x', '%2F%2Fevil.example.com%2Fx'],
  ['http://evil.example.com/x', 'http%3A%2F%2Fevil.example.com%2Fx'],
  ['@evil.example.com', '%40evil.example.com'],
  ['%2e%2e', '%252e%252e'],
  ['%2e%2e%2fadmin', '%252e%252e%252fadmin'],
  ['.%2e', '.%252e'],
  ['...', '...'],
  ['a b+c&d', 'a%20b%2Bc%26d'],
  ['a\r\nHost: evil', 'a%0D%0AHost%3A%20evil'],
  ['a\u0000b', 'a%00b'],
  ['счёт-1', '%D1%81%D1%87%D1%91%D1%82-1'],
  ['🧾', '%F0%9F%A7%BE'],
  ['\ud800', '%EF%BF%BD'],
  ['x'.repeat(128), 'x'.repeat(128)],
];

describe.each(HOSTILE)('the id %j', (id, segment) => {
  test('stays one segment of the path when it is read', async () => {
    const error = await service.error('get_invoice', { id });
    expect(error).toMatchObject({ code: 'NOT_FOUND', details: { http_status: 404, retryable: false } });
    expect(await urlsSeen()).toEqual([`/v1/invoices/${segment}`]);
  });

  test('stays one segment of the path when it is marked as paid', async () => {
    // The service may look at the invoice first; this one is always there to be looked at.
    const body = '{"id":"inv_1","status":"sent","amount":"1.00","currency":"EUR"}';
    await backend.fail({ kind: 'status', method: 'GET', status: 200, body, times: 99 });
    expect((await service.error('mark_invoice_paid', { id })).code).toBe('NOT_FOUND');
    const urls = await urlsSeen();
    expect(urls).toContain(`/v1/invoices/${segment}/mark-paid`);
    expect(urls.filter((url) => !url.startsWith(`/v1/invoices/${segment}`))).toEqual([]);
  });
});

test.each(['.', '..'])('the id %j, which no path can carry, is not found without asking', async (id) => {
  for (const tool of ['get_invoice', 'mark_invoice_paid']) {
    expect((await service.error(tool, { id })).code).toBe('NOT_FOUND');
  }
  expect(await urlsSeen()).toEqual([]);
});

test('the paths of other endpoints are no invoices', async () => {
  const error = await service.error('get_invoice', { id: 'analytics/summary' });
  expect(error.code).toBe('NOT_FOUND');
  expect(await urlsSeen()).toEqual(['/v1/invoices/analytics%2Fsummary']);
});

test('blanks around an id are not part of it', async () => {
  await service.call('get_invoice', { id: ' \tinv_1\n' });
  expect(await urlsSeen()).toEqual(['/v1/invoices/inv_1']);
});

test('an invoice of another organisation is not found', async () => {
  const other = await startToolCaller({ ...backend.variables, AGENTPAY_API_KEY: 'test_sandbox_globex' });
  const { invoices } = await service.data('list_invoices', { limit: 1, status: 'sent' });
  const [{ id }] = invoices as [{ id: string }];
  expect((await other.error('get_invoice', { id })).code).toBe('NOT_FOUND');
  expect((await other.error('mark_invoice_paid', { id })).code).toBe('NOT_FOUND');
  expect((await service.call('get_invoice', { id })).ok).toBe(true);
  await other.close();
});

test('after all of it the database is as it was', async () => {
  expect(await ledger(backend)).toEqual(before);
});
