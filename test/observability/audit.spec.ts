import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';
import { toolCall } from '../harness/messages.js';
import { callWithMeta, ERAS, headersOf, invoiceIdOf, post, REQUEST_ID } from '../harness/traced-call.js';
import { waitFor } from '../harness/wait-for.js';

jest.setTimeout(60_000);

const CUSTOMER = {
  customer_name: 'Cnry Name',
  customer_email: 'cnry@customer.example',
  amount: '77.31',
  currency: 'EUR',
};

let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;
beforeAll(async () => {
  backend = await startBackend();
  service = await startHttpProgram([], { ...backend.variables, LOG_LEVEL: 'error' });
});
afterAll(async () => {
  await service.stop();
  await backend.close();
});
beforeEach(async () => backend.fail());

const auditLines = (stderr: string): Record<string, unknown>[] =>
  stderr
    .split('\n')
    .filter((line) => line.includes('"AuditLog"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Exactly what a line holds. */
const line = (fields: object): object => ({
  level: 30,
  time: expect.any(Number) as number,
  context: 'AuditLog',
  msg: 'write',
  request_id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
  ...fields,
});

/** The lines that work leaves, once there are so many; all of them belong to the work, as nothing else runs. */
async function linesOf<T>(count: number, work: () => Promise<T>): Promise<{ lines: object[]; value: T }> {
  const before = auditLines(service.stderr()).length;
  const value = await work();
  await waitFor(() => auditLines(service.stderr()).length >= before + count);
  return { lines: auditLines(service.stderr()).slice(before), value };
}

const call = async (tool: string, args: object) => post(service.endpoint, '2026-07-28', tool, args);
const created = async (): Promise<string> => invoiceIdOf(await call('create_invoice', CUSTOMER));

describe('one line, with LOG_LEVEL=error,', () => {
  test.each(ERAS)('of a write that succeeds in %s: who, what, on which invoice, under which id', async (era) => {
    const { lines, value } = await linesOf(1, async () => post(service.endpoint, era, 'create_invoice', CUSTOMER));
    expect(lines).toEqual([
      line({
        caller: 'anonymous',
        tool: 'create_invoice',
        invoice_id: invoiceIdOf(value),
        outcome: 'ok',
        request_id: value._meta[REQUEST_ID],
      }),
    ]);
  });

  test('of a payment', async () => {
    const { value: id } = await linesOf(1, created);
    const { lines } = await linesOf(1, async () => call('mark_invoice_paid', { id, payment_reference: 'cnry-ref' }));
    expect(lines).toEqual([line({ caller: 'anonymous', tool: 'mark_invoice_paid', invoice_id: id, outcome: 'ok' })]);
  });

  test('of a write that is rejected', async () => {
    const { lines } = await linesOf(1, async () => call('mark_invoice_paid', { id: 'inv_none' }));
    const code = 'NOT_FOUND';
    const expected = { caller: 'anonymous', tool: 'mark_invoice_paid', invoice_id: 'inv_none', outcome: 'error', code };
    expect(lines).toEqual([line(expected)]);
  });

  test('of a write with a wrong argument, without an invoice', async () => {
    const { lines } = await linesOf(1, async () => call('create_invoice', { ...CUSTOMER, amount: 'cnry' }));
    const code = 'VALIDATION_ERROR';
    expect(lines).toEqual([line({ caller: 'anonymous', tool: 'create_invoice', outcome: 'error', code })]);
  });

  test('of a write whose outcome cannot be known', async () => {
    await backend.fail({ kind: 'reset-after-commit', method: 'POST' });
    const { lines } = await linesOf(1, async () => call('create_invoice', CUSTOMER));
    const code = 'CLIENT_ERROR';
    expect(lines).toEqual([line({ caller: 'anonymous', tool: 'create_invoice', outcome: 'unknown', code })]);
  });

  test.each(ERAS)('of a write whose client went away in %s', async (era) => {
    const { value: id } = await linesOf(1, created);
    await backend.fail({ kind: 'delay', method: 'POST', delay_ms: 60_000 });
    const leaving = new AbortController();
    const { lines } = await linesOf(1, async () => {
      const request = fetch(service.endpoint, {
        method: 'POST',
        headers: headersOf(era, 'mark_invoice_paid'),
        body: JSON.stringify(callWithMeta(era, 'mark_invoice_paid', { id }, {})),
        signal: leaving.signal,
      }).catch(() => undefined);
      await waitFor(async () => (await backend.seen()).fired === 1);
      leaving.abort();
      await request;
    });
    const code = 'CLIENT_ERROR';
    const expected = { caller: 'anonymous', tool: 'mark_invoice_paid', invoice_id: id, outcome: 'unknown', code };
    expect(lines).toEqual([line(expected)]);
  });

  test.each([
    ['x'.repeat(128), true],
    ['inv_01HXYZ-9.a:b', true],
    ['cnry@customer.example', false],
    ['Cnry Name', false],
    ['inv_1\n{"level":30}', false],
    ['inv_\u202e1', false],
  ])('of %j, which is written down only when it looks like an identifier', async (id, isOne) => {
    const { lines } = await linesOf(1, async () => call('mark_invoice_paid', { id }));
    expect(lines).toEqual([expect.objectContaining({ invoice_id: isOne ? id : '[not an identifier]' })]);
  });

  test('and none of a read', async () => {
    const { lines } = await linesOf(1, async () => {
      await call('list_invoices', { limit: 1 });
      await call('get_invoice', { id: 'inv_none' });
      return created();
    });
    expect(lines).toEqual([expect.objectContaining({ tool: 'create_invoice' })]);
  });
});

test('nothing of a customer, no amount and no key is in any of them', () => {
  const text = service.stderr();
  expect(auditLines(text).length).toBeGreaterThan(10);
  for (const secret of ['cnry', 'Cnry', '77.31', backend.variables.AGENTPAY_API_KEY ?? ''])
    expect(text).not.toContain(secret);
});

test('over stdio the line says so, and the end of input does not swallow it', async () => {
  const peer = startPeer({ ...backend.variables, LOG_LEVEL: 'fatal' });
  await backend.fail({ kind: 'delay', method: 'POST', delay_ms: 60_000 });
  peer.send(initialize(), toolCall('create_invoice', CUSTOMER, 'cut-off'));
  await waitFor(async () => (await backend.seen()).fired === 1);
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
  const expected = { caller: 'stdio', tool: 'create_invoice', outcome: 'unknown', code: 'CLIENT_ERROR' };
  expect(auditLines(peer.stderr())).toEqual([line(expected)]);
});
