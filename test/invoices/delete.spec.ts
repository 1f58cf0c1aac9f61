import { callTool, inParallel } from '../harness/agent.js';
import { startApp } from '../harness/app.js';
import type { Envelope } from '../harness/clients.js';
import type { ProxyFault } from '../harness/fault-proxy.js';
import { useFaultyService } from '../harness/faulty-service.js';
import { startRawBackend } from '../harness/raw-backend.js';

const { backend, proxy, service, failFirst } = useFaultyService({
  ORVION_MCP_TOOLSETS: 'delete',
  ORVION_MCP_CONFIRM: 'off',
});

async function newInvoice(status = 'draft'): Promise<{ id: string; number: string }> {
  const invoice = { customer_name: 'Deleted', amount: 1, currency: 'EUR', status };
  return (await backend.api('POST', '/invoices', invoice)).body as { id: string; number: string };
}

const remove = async (id: string): Promise<Envelope> => callTool(service.endpoint, 'delete_invoice', { id });
const statusOf = async (id: string): Promise<number> => (await backend.api('GET', `/invoices/${id}`)).status;
const deletes = () => proxy.passed.filter(({ method }) => method === 'DELETE');

test('a draft is deleted', async () => {
  const { id, number } = await newInvoice();
  expect((await remove(id)).data).toEqual({ id, number, deleted: true });
  expect(await statusOf(id)).toBe(404);
});

test('one that is not there is NOT_FOUND, also right after it was deleted', async () => {
  const { id } = await newInvoice();
  await remove(id);
  expect((await remove(id)).error).toMatchObject({ code: 'NOT_FOUND', details: { retryable: false } });
  expect(deletes()).toHaveLength(1);
});

test.each(['sent', 'paid', 'canceled'])('a %s invoice is rejected, and nothing is sent', async (status) => {
  const { id } = await newInvoice('sent');
  if (status === 'paid') await backend.api('POST', `/invoices/${id}/mark-paid`, {});
  if (status === 'canceled') await backend.api('POST', `/invoices/${id}/cancel`);
  const { error } = await remove(id);
  expect(error).toMatchObject({
    code: 'INVALID_STATUS',
    details: { status, allowed_statuses: ['draft'], retryable: false },
  });
  expect(error?.message.includes('cancel_invoice')).toBe(status === 'sent');
  expect(deletes()).toEqual([]);
  expect(await statusOf(id)).toBe(200);
});

describe('a lost response', () => {
  test.each<ProxyFault>([{ kind: 'reset-after-commit' }, { kind: 'slow-response', ms: 8_000 }])(
    'of a deletion that was carried out ($kind) is settled by reading',
    async (fault) => {
      const { id } = await newInvoice();
      failFirst('DELETE', 9, fault);
      expect((await remove(id)).data).toMatchObject({ id, deleted: true });
      expect(deletes()).toHaveLength(1);
    },
  );

  test.each<ProxyFault>([{ kind: 'reset-before-commit' }, { kind: 'status', status: 503 }])(
    'of one that was not ($kind) is repeated once',
    async (fault) => {
      const { id } = await newInvoice();
      failFirst('DELETE', 1, fault);
      expect((await remove(id)).data).toMatchObject({ id, deleted: true });
      expect(deletes()).toHaveLength(2);
    },
  );

  test('that stays lost is reported as unknown, and how to go on', async () => {
    const { id } = await newInvoice();
    failFirst('DELETE', 9, { kind: 'reset-before-commit' });
    const { error } = await remove(id);
    expect(error).toMatchObject({ code: 'CLIENT_ERROR', details: { outcome: 'unknown', retryable: true } });
    expect(error?.message).toContain('same id');
    expect(await statusOf(id)).toBe(200);
  });
});

test('a response with a body is not believed: what is still there was not deleted', async () => {
  const { id } = await newInvoice();
  await backend.fail({ kind: 'status', method: 'DELETE', status: 200, body: { id, status: 'canceled' }, times: 9 });
  const { ok, error } = await remove(id);
  expect([ok, error?.details.outcome]).toEqual([false, 'unknown']);
  await backend.fail();
  expect(await statusOf(id)).toBe(200);
});

test('a response with a body is no failure either: what is gone was deleted', async () => {
  let isGone = false;
  const raw = await startRawBackend(({ method }, response) => {
    if (isGone) response.statusCode = 404;
    isGone ||= method === 'DELETE';
    response.end(JSON.stringify({ id: 'inv_1', status: 'draft', amount: '1.00', currency: 'EUR' }));
  });
  const app = await startApp({ ...raw.variables, ORVION_MCP_TOOLSETS: 'delete', ORVION_MCP_CONFIRM: 'off' });
  const { data } = await callTool(app.endpoint, 'delete_invoice', { id: 'inv_1' });
  await app.close();
  await raw.close();
  expect(data).toEqual({ id: 'inv_1', number: null, deleted: true });
  expect(raw.requests.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET']);
});

test('twenty deletions at once end with one that is gone, and none that claims it is not', async () => {
  const { id } = await newInvoice();
  const responses = await inParallel(20, 20, async () => remove(id));
  expect(responses.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  for (const { ok, error } of responses) expect(ok || error?.code === 'NOT_FOUND').toBe(true);
  expect(await statusOf(id)).toBe(404);
});
