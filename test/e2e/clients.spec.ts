import { ALL_TOOLS } from '../harness/offered-tools.js';
import type { Envelope, TestClient } from '../harness/clients.js';
import { connectedClient, CONNECTIONS } from '../harness/connected-client.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';

const invoice = (overrides: object = {}): Record<string, unknown> => ({
  customer_name: 'E2E Customer',
  amount: 1234.5,
  currency: 'eur',
  ...overrides,
});

const invoiceOf = ({ data }: Envelope): { id: string } => (data as { invoice: { id: string } }).invoice;

describe.each(CONNECTIONS)('the built program over $transport with $generation.name', ({ transport, generation }) => {
  let backend: TestBackend;
  let client: TestClient;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    backend = await startBackend();
    ({ client, stop } = await connectedClient(transport, generation, {
      ...backend.variables,
      ORVION_MCP_TOOLSETS: 'all',
      ORVION_MCP_CONFIRM: 'off',
    }));
  });

  afterAll(async () => {
    await stop();
    await backend.close();
  });

  beforeEach(async () => backend.fail());

  test('speaks the newest revision both sides know', () => {
    expect(client.protocolVersion).toBe(generation.protocolVersion);
  });

  test('lists the tools with everything an agent needs to know', async () => {
    const tools = await client.tools();
    expect(tools.map(({ name }) => name)).toEqual(ALL_TOOLS);
    for (const { title, description, annotations, inputSchema, outputSchema } of tools) {
      expect(title).toBeTruthy();
      expect(description).toMatch(/[Dd]oes not|Changes nothing/);
      for (const hint of ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint']) {
        expect(typeof annotations?.[hint]).toBe('boolean');
      }
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema).toMatchObject({ type: 'object', required: ['ok', 'data', 'error'] });
    }
  });

  test('creates, reads, lists and settles an invoice', async () => {
    const external_id = `life-${transport}-${generation.name}`;
    const customer_email = `life-${transport}-${generation.protocolVersion}@example.com`;
    const created = await client.call('create_invoice', invoice({ external_id, customer_email }));
    expect(created.data?.invoice).toMatchObject({ amount: '1234.50', currency: 'EUR', status: 'sent', external_id });
    const { id } = invoiceOf(created);

    const read = await client.call('get_invoice', { id });
    expect(read.data).toEqual(created.data);

    const listed = await client.call('list_invoices', { customer_email, fields: ['all'] });
    expect(listed.data).toMatchObject({
      invoices: [{ id, external_id, customer_email, amount: '1234.50' }],
      has_more: false,
      next_cursor: null,
    });

    const paid = await client.call('mark_invoice_paid', { id, payment_reference: 'bank-1' });
    expect(paid.data?.invoice).toMatchObject({
      id,
      status: 'paid',
      amount_paid: '1234.50',
      payment_reference: 'bank-1',
    });

    expect((await client.call('list_invoices', { customer_email, status: 'sent' })).data?.invoices).toEqual([]);
    expect((await client.call('list_invoices', { customer_email, status: 'paid' })).data?.invoices).toHaveLength(1);
  });

  test('searches, sums up, cancels and deletes', async () => {
    const customer_name = `Search ${transport} ${generation.protocolVersion} ${generation.name}`;
    const draft = invoiceOf(await client.call('create_invoice', invoice({ customer_name, status: 'draft' })));
    const sent = invoiceOf(await client.call('create_invoice', invoice({ customer_name, currency: 'XTS' })));

    const found = await client.call('list_invoices', { search: customer_name, fields: ['status'] });
    expect(found.data).toMatchObject({
      invoices: [
        { id: sent.id, status: 'sent' },
        { id: draft.id, status: 'draft' },
      ],
      scan_complete: true,
    });

    const total = expect.objectContaining({ currency: 'XTS', invoiced: '1234.50', paid: '0.00' }) as unknown;
    expect((await client.call('get_invoice_summary')).data?.totals).toContainEqual(total);
    await client.call('mark_invoice_paid', { id: sent.id });
    const { data: revenue } = await client.call('get_revenue_timeseries', { interval: 'day' });
    expect(revenue?.points).toContainEqual(expect.objectContaining({ currency: 'XTS', revenue: '1234.50' }));
    expect(revenue?.coverage).toMatchObject({ complete: true });

    const canceled = await client.call('cancel_invoice', { id: draft.id, reason: 'Never sent' });
    expect(canceled.data).toMatchObject({ already_canceled: false, invoice: { status: 'canceled' } });
    const { error } = await client.call('cancel_invoice', { id: sent.id });
    expect(error).toMatchObject({ code: 'INVALID_STATUS', details: { status: 'paid' } });

    const doomed = invoiceOf(await client.call('create_invoice', invoice({ status: 'draft' })));
    expect((await client.call('delete_invoice', { id: doomed.id })).data).toMatchObject({ deleted: true });
    expect((await client.call('get_invoice', { id: doomed.id })).error?.code).toBe('NOT_FOUND');
  });

  test('answers VALIDATION_ERROR with every fault and asks the backend nothing', async () => {
    const { error } = await client.call('create_invoice', { amount: -1, currency: 'E', colour: 'red' });
    expect(error?.code).toBe('VALIDATION_ERROR');
    const fields = (error?.details.fields as { field: string }[] | undefined)?.map(({ field }) => field);
    expect(fields?.toSorted()).toEqual(['amount', 'colour', 'currency', 'customer_name']);
    expect((await backend.seen()).received).toBe(0);
  });

  test('answers NOT_FOUND for an invoice that is not there', async () => {
    const { error } = await client.call('get_invoice', { id: 'inv_nope' });
    expect(error).toMatchObject({ code: 'NOT_FOUND', details: { http_status: 404, retryable: false } });
    expect(error?.message).toContain('inv_nope');
  });

  test('answers INVALID_STATUS for a step that the status forbids', async () => {
    const created = await client.call('create_invoice', invoice({ status: 'draft' }));
    const { id } = invoiceOf(created);
    const { error } = await client.call('mark_invoice_paid', { id });
    expect(error).toMatchObject({
      code: 'INVALID_STATUS',
      details: { status: 'draft', allowed_statuses: ['sent', 'overdue'] },
    });
    expect(error?.message).toContain('draft');
  });

  test.each([
    [{ kind: 'status', status: 401 }, 'UNAUTHORIZED', { http_status: 401, retryable: false }],
    [
      { kind: 'status', status: 429, headers: { 'retry-after': '60' } },
      'RATE_LIMITED',
      { retry_after_seconds: 60, retryable: true },
    ],
    [{ kind: 'reset-before-commit' }, 'CLIENT_ERROR', { reason: 'reset' }],
    [{ kind: 'status', status: 500 }, 'INTERNAL_ERROR', { http_status: 500 }],
  ])('tells a backend that fails with %j as %s', async (fault, code, details) => {
    await backend.fail({ ...fault, times: 9 });
    const { error } = await client.call('list_invoices');
    expect(error?.code).toBe(code);
    expect(error?.details).toMatchObject({ ...details, request_id: expect.any(String) as string });
  });

  test('refuses an unknown tool as a malformed request', async () => {
    await expect(client.call('drop_everything')).rejects.toMatchObject({ code: -32602 });
  });
});
