import { EventEmitter, once } from 'node:events';
import { startHttpProgram } from '../harness/program.js';
import { ATTENDED, ATTENDED_CONNECTIONS, YES, type ElicitationReply } from '../harness/elicitation-responses.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { STATE_KEY } from './confirming-app.js';

let backend: TestBackend;
let endpoint: string;
let stop: () => Promise<unknown>;
let variables: Record<string, string>;

beforeAll(async () => {
  backend = await startBackend();
  variables = { ...backend.variables, ORVION_MCP_CONFIRM_AMOUNT: 'EUR:1000', ORVION_MCP_STATE_KEY: STATE_KEY };
  const program = await startHttpProgram([], variables);
  ({ endpoint } = program);
  stop = async () => program.stop();
});

afterAll(async () => {
  await stop();
  await backend.close();
});

async function invoice(amount: number): Promise<string> {
  const { body } = await backend.api('POST', '/invoices', {
    customer_name: 'Large Customer',
    amount,
    currency: 'EUR',
    status: 'sent',
  });
  return body.id as string;
}

const statusOf = async (id: string) => (await backend.api('GET', `/invoices/${id}`)).body.status;

const targetOf = (transport: 'stdio' | 'http') =>
  transport === 'http' ? { endpoint } : { args: ['stdio'], variables };

describe.each(ATTENDED_CONNECTIONS.filter(({ canAsk }) => canAsk))(
  'the built program over $transport with $generation.name and a person',
  ({ transport, generation }) => {
    test('nobody is asked about a small payment, and about what cannot be', async () => {
      const client = await generation.connect(targetOf(transport), () => {
        throw new Error('somebody was asked');
      });
      const small = await invoice(1000);
      expect((await client.call('mark_invoice_paid', { id: small })).ok).toBe(true);
      const draft = await backend.api('POST', '/invoices', {
        customer_name: 'Draft',
        amount: 5000,
        currency: 'EUR',
        status: 'draft',
      });
      const { error } = await client.call('mark_invoice_paid', { id: draft.body.id });
      await client.close();
      expect(error?.code).toBe('INVALID_STATUS');
    });

    test('when the invoice has changed, the person is told and asked again', async () => {
      const first = { customer_name: 'First Name', amount: 3000, currency: 'EUR', status: 'sent' };
      const external_id = `change-${transport}-${generation.name}`;
      const created = await backend.api('POST', '/invoices', { ...first, external_id });
      const changing = created.body.id as string;
      const seen: string[] = [];
      const changeful = await generation.connect(targetOf(transport), async ({ message }) => {
        if (seen.push(message) === 1) await backend.api('POST', '/invoices', { ...first, amount: 3333, external_id });
        return YES;
      });
      const { data } = await changeful.call('mark_invoice_paid', { id: changing });
      await changeful.close();
      expect(seen).toEqual([
        expect.stringContaining('Amount: 3000.00 EUR'),
        expect.stringMatching(/^What you were asked about has changed[^]*Amount: 3333\.00 EUR$/m),
      ]);
      expect(data?.invoice).toMatchObject({ id: changing, status: 'paid', amount_paid: '3333.00' });
    });
  },
);

test('a client that fails to ask has closed the question', async () => {
  for (const generation of ATTENDED.filter(({ isModern }) => !isModern)) {
    const client = await generation.connect({ args: ['stdio'], variables }, () => {
      throw new Error('the window crashed');
    });
    const id = await invoice(4000);
    const { error } = await client.call('mark_invoice_paid', { id });
    await client.close();
    expect(error?.details.reason).toBe('confirmation_canceled');
    expect(await statusOf(id)).toBe('sent');
  }
});

test('a call that is canceled while the person thinks changes nothing, whatever they say afterwards', async () => {
  for (const generation of ATTENDED.filter(({ isModern }) => !isModern)) {
    const id = await invoice(4000);
    const client = new AbortController();
    const thinking = new EventEmitter();
    const asked = once(thinking, 'asked');
    const attended = await generation.connect({ args: ['stdio'], variables }, async () => {
      thinking.emit('asked');
      return ((await once(thinking, 'said')) as [ElicitationReply])[0];
    });
    const canceled = attended.call('mark_invoice_paid', { id }, { signal: client.signal }).catch(() => 'canceled');
    await asked;
    client.abort();
    expect(await canceled).toBe('canceled');
    thinking.emit('said', YES);
    // The next answer on the connection comes after whatever the late yes could have done.
    expect((await attended.call('get_invoice', { id })).data?.invoice).toMatchObject({ status: 'sent' });
    await attended.close();
  }
});

test('a question that changes again and again is put five times, and then is closed', async () => {
  for (const generation of ATTENDED.filter(({ isModern }) => !isModern)) {
    const body = {
      customer_name: 'Restless',
      currency: 'EUR',
      status: 'sent',
      external_id: `restless-${generation.name}`,
    };
    const id = (await backend.api('POST', '/invoices', { ...body, amount: 2000 })).body.id as string;
    let asked = 0;
    const client = await generation.connect({ args: ['stdio'], variables }, async () => {
      asked += 1;
      await backend.api('POST', '/invoices', { ...body, amount: 2000 + asked });
      return YES;
    });
    const { error } = await client.call('mark_invoice_paid', { id });
    await client.close();
    expect([asked, error?.details.reason, await statusOf(id)]).toEqual([5, 'confirmation_canceled', 'sent']);
  }
});
