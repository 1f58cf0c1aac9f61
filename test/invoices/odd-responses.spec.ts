import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

beforeEach(async () => backend.fail());

const plant = async (body: string, status = 200): Promise<void> =>
  backend.fail({ kind: 'status', status, body, times: 99 });

interface Row {
  readonly id: string;
}

async function readToTheEnd(args: object, between: (page: readonly Row[]) => Promise<unknown>): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: unknown = undefined; cursor !== null;) {
    const page = await service.data('list_invoices', { ...args, cursor });
    const invoices = page.invoices as readonly Row[];
    ids.push(...invoices.map(({ id }) => id));
    await between(invoices);
    cursor = page.next_cursor;
  }
  return ids;
}

test('invoices that are added while the pages are read make no repeat', async () => {
  const body = { customer_name: 'Late', amount: 1, currency: 'EUR' };
  const ids = await readToTheEnd({ limit: 20 }, async () => backend.api('POST', '/invoices', body));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each(['uſd', 'ßat', 'ﬁx'])('the currency %j is none, whatever its capitals are', async (currency) => {
  const { code } = await service.error('create_invoice', { customer_name: 'Capitals', amount: 1, currency });
  expect(code).toBe('VALIDATION_ERROR');
});

test.each([
  '"number":12',
  '"customer_name":{"first":"A"}',
  '"external_id":7.5',
  '"due_at":1769853600',
  '"customer_email":["a"]',
])('a field of another type than promised, %s, is a response that clients still take', async (field) => {
  await plant(`{"id":"inv_1","status":"sent","amount":"1.00","currency":"EUR",${field}}`);
  const { ok, error } = await service.call('get_invoice', { id: 'inv_1' });
  expect([ok, error?.details.reason]).toContain(ok ? true : 'unreadable');
});

test.each(['', 'a'])('text of the backend that begins with %j is not cut through a character', async (first) => {
  // Whatever the bound is, it falls between the two units of a character in one of both texts.
  await plant(JSON.stringify({ detail: first + '🧾'.repeat(1_000) }), 400);
  const { message } = await service.error('list_invoices');
  expect(message).toContain('more characters');
  expect(Buffer.from(message).toString()).toBe(message);
});

test('the message of a 422 with many faults is short enough to be read', async () => {
  const detail = Array.from({ length: 40 }, () => ({ loc: ['body', 'x'.repeat(400)], msg: 'y'.repeat(400) }));
  await plant(JSON.stringify({ detail }), 422);
  expect((await service.error('list_invoices')).message.length).toBeLessThan(2_000);
});

test('a location that is no list of names is not shown as [object Object]', async () => {
  await plant(JSON.stringify({ detail: [{ loc: ['body', { a: 1 }], msg: 'wrong' }] }), 422);
  expect((await service.error('list_invoices')).message).not.toContain('[object');
});

test('a redirect after a create does not claim that nothing was changed', async () => {
  await backend.fail({ kind: 'redirect', status: 303, times: 99 });
  const { message } = await service.error('create_invoice', { customer_name: 'A', amount: 1, currency: 'EUR' });
  expect(message).not.toContain('Nothing was changed');
});

test.each(['customer_name', 'external_id'])('%s that is a long number is no text', async (name) => {
  const args = { customer_name: 'A', amount: 1, currency: 'EUR', [name]: 'json:12345678901234567890' };
  expect((await service.error('create_invoice', args)).code).toBe('VALIDATION_ERROR');
});

const unknown = (length: number): object =>
  Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`extra_${index}`, 'x'.repeat(length)]));

test('fields that nobody knows are told, or if they would fill a response, how many there are', async () => {
  const known = { id: 'inv_1', status: 'sent', amount: '1.00', currency: 'EUR' };
  await plant(JSON.stringify({ ...known, ...unknown(100) }));
  expect((await service.data('get_invoice', { id: 'inv_1' })).invoice).toEqual({ ...known, ...unknown(100) });
  await plant(JSON.stringify({ ...known, ...unknown(500) }));
  const omitted = expect.stringMatching(/^50 fields of \d+ characters$/) as string;
  expect((await service.data('get_invoice', { id: 'inv_1' })).invoice).toEqual({ ...known, omitted });
});
