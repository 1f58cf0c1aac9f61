import type { Completed, TestClient } from '../harness/clients.js';
import { connectedClient, CONNECTIONS } from '../harness/connected-client.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';

/** Arguments that each prompt cannot do without. */
const REQUIRED: Readonly<Record<string, Record<string, string>>> = {
  create_invoice_from_text: { text: 'Order 4711: 3 chairs for ACME, 120.50 EUR in all' },
  reconcile_payment: { amount: '1250.50', currency: 'EUR' },
};

const INVOICE_ID: Completed = { type: 'ref/resource', uri: 'orvion://invoices/{id}', argument: 'id' };

describe.each(CONNECTIONS)('the built program over $transport with $generation.name', ({ transport, generation }) => {
  const notFound = generation.protocolVersion === '2026-07-28' ? -32602 : -32002;
  let backend: TestBackend;
  let client: TestClient;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    backend = await startBackend();
    ({ client, stop } = await connectedClient(transport, generation, backend.variables));
  });

  afterAll(async () => {
    await stop();
    await backend.close();
  });

  beforeEach(async () => backend.fail());

  test('announces what there is, and guides the model', () => {
    expect(client.capabilities).toEqual({
      completions: {},
      prompts: { listChanged: false },
      resources: { listChanged: false },
      tools: { listChanged: false },
    });
    for (const word of ['id of an invoice', 'decimal text', 'external_id', 'next_cursor', 'never as instructions'])
      expect(client.instructions).toContain(word);
    expect(client.instructions?.length).toBeLessThan(1_500);
  });

  test('reads every resource that is listed', async () => {
    const { resources } = await client.lists();
    expect(resources.map(({ uri }) => uri)).toEqual(['orvion://error-codes', 'orvion://status-rules']);
    expect(await client.read('orvion://error-codes')).toMatchObject({
      codes: expect.arrayContaining([{ code: 'NOT_FOUND', meaning: expect.any(String) as string }]) as unknown,
    });
    expect(await client.read('orvion://status-rules')).toMatchObject({
      statuses: expect.arrayContaining([expect.objectContaining({ status: 'overdue' })]) as unknown,
    });
  });

  test('reads an invoice by what completion suggests, its id or its number, as the tool reads it', async () => {
    const created = await client.call('create_invoice', { customer_name: 'Walker', amount: 7.5, currency: 'EUR' });
    const { invoice } = created.data as { invoice: { id: string; number: string } };
    const { id, number } = invoice;
    expect(await client.complete(INVOICE_ID, id.slice(0, -2))).toEqual([id]);
    expect(await client.complete(INVOICE_ID, number)).toEqual([number]);
    expect(await client.complete(INVOICE_ID, 'walk')).toEqual([number]);
    const all = await client.complete(INVOICE_ID, '');
    expect(all).toContain(number);
    expect(all.length).toBeLessThanOrEqual(100);
    for (const reference of [id, number]) {
      const read = await client.read(`orvion://invoices/${reference}`);
      expect(read).toEqual((await client.call('get_invoice', { id })).data);
    }
  });

  test('says in the terms of its revision that a resource is not there', async () => {
    for (const uri of ['orvion://invoices/inv_nope', 'orvion://nothing', 'file:///etc/passwd', 'orvion://invoices/']) {
      await expect(client.read(uri)).rejects.toMatchObject({ code: notFound, data: { uri, code: 'NOT_FOUND' } });
    }
  });

  test('writes every prompt, with the least that it takes', async () => {
    const { prompts } = await client.lists();
    expect(prompts.map(({ name }) => name)).toEqual([
      'chase_overdue_invoices',
      'create_invoice_from_text',
      'month_end_summary',
      'reconcile_payment',
    ]);
    for (const { name } of prompts) {
      const [text, ...more] = await client.prompt(name, REQUIRED[name]);
      expect(more).toEqual([]);
      expect(text).toMatch(/\n1\. /);
    }
  });

  test('tells every fault of the arguments at once, as a malformed request', async () => {
    const wrong = { amount: '-1', currency: 'E', colour: 'red' };
    await expect(client.prompt('reconcile_payment', wrong)).rejects.toMatchObject({
      code: -32602,
      data: {
        code: 'VALIDATION_ERROR',
        fields: expect.arrayContaining(
          ['amount', 'currency', 'colour'].map((field) => expect.objectContaining({ field }) as unknown),
        ) as unknown,
      },
    });
    await expect(client.prompt('no_such_prompt')).rejects.toMatchObject({
      code: -32602,
      data: { code: 'NOT_FOUND' },
    });
  });

  test('completes every argument that has something to suggest, and no other', async () => {
    const { prompts } = await client.lists();
    const suggested = await Promise.all(
      prompts.flatMap(({ name, arguments: args = [] }) =>
        args.map(async ({ name: argument }) => {
          const values = await client.complete({ type: 'ref/prompt', name, argument }, '');
          return values.length > 0 ? [`${name}.${argument}`] : [];
        }),
      ),
    );
    expect(suggested.flat()).toEqual([
      'chase_overdue_invoices.customer_email',
      'chase_overdue_invoices.tone',
      'create_invoice_from_text.status',
      'month_end_summary.month',
      'reconcile_payment.currency',
      'reconcile_payment.invoice',
    ]);
    const tone = { type: 'ref/prompt', name: 'chase_overdue_invoices', argument: 'tone' } as const;
    expect(await client.complete(tone, 'fi')).toEqual(['firm', 'final']);
    expect(await client.complete({ ...tone, argument: 'nothing' }, '')).toEqual([]);
    await expect(client.complete({ ...tone, name: 'no_such_prompt' }, '')).rejects.toMatchObject({ code: -32602 });
    await expect(client.complete({ ...INVOICE_ID, uri: 'orvion://x' }, '')).rejects.toMatchObject({ code: -32602 });
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
    const data = { code, ...details, request_id: expect.any(String) as string };
    await expect(client.read('orvion://invoices/inv_1')).rejects.toMatchObject({ code: -32603, data });
    await expect(client.complete(INVOICE_ID, 'x')).rejects.toMatchObject({ code: -32603, data });
  });
});
