import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';
import { NO, startAskingApp, YES } from './confirming-app.js';

const backend = use(startBackend);
const app = use(async () => startAskingApp({ ...backend.variables, ORVION_MCP_TOOLSETS: 'all' }));

async function invoice(status: string): Promise<string> {
  const body = { customer_name: 'Final Customer', amount: 10, currency: 'EUR', status };
  return (await backend.api('POST', '/invoices', body)).body.id as string;
}

const statusOf = async (id: string) => (await backend.api('GET', `/invoices/${id}`)).body.status;

const STEPS = [
  { tool: 'cancel_invoice', from: 'sent', after: 'canceled', asks: /^Cancel this invoice\? That is final/ },
  { tool: 'delete_invoice', from: 'draft', after: undefined, asks: /^Delete this draft\? That is final/ },
] as const;

describe.each(STEPS)('$tool', ({ tool, from, after, asks }) => {
  test('asks by default, about the invoice as it is, and acts on a yes', async () => {
    const id = await invoice(from);
    const { message, state } = await app.call(tool, { id });
    expect(message).toMatch(asks);
    for (const reported of [id, 'Amount: 10.00 EUR', `Status: ${from}`, 'Customer: "Final Customer"']) {
      expect(message).toContain(reported);
    }
    expect(await statusOf(id)).toBe(from);
    const { response } = await app.call(tool, { id }, { state, responses: YES });
    expect([response?.ok, await statusOf(id)]).toEqual([true, after]);
  });

  test('does nothing on a no, or where nobody can be asked', async () => {
    const id = await invoice(from);
    const { state } = await app.call(tool, { id });
    const rejected = await app.call(tool, { id }, { state, responses: NO });
    expect(rejected.response?.error).toMatchObject({ details: { reason: 'confirmation_declined' } });
    const unasked = await app.call(tool, { id }, { capabilities: {} });
    expect(unasked.response?.error).toMatchObject({ details: { reason: 'confirmation_unavailable' } });
    expect(await statusOf(id)).toBe(from);
  });

  test('asks nobody about what cannot be', async () => {
    const id = await invoice('sent');
    await backend.api('POST', `/invoices/${id}/mark-paid`, {});
    const { message, response } = await app.call(tool, { id });
    expect([message, response?.error?.code]).toEqual([undefined, 'INVALID_STATUS']);
    expect((await app.call(tool, { id: 'inv_none' })).response?.error?.code).toBe('NOT_FOUND');
  });
});

test('nobody is asked to cancel what is canceled already', async () => {
  const id = await invoice('sent');
  await backend.api('POST', `/invoices/${id}/cancel`);
  const { message, response } = await app.call('cancel_invoice', { id });
  expect([message, response?.data?.already_canceled]).toEqual([undefined, true]);
});
