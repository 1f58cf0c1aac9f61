import { EventEmitter, once } from 'node:events';
import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { STATE_KEY } from './asking-app.js';
import { ATTENDED, type AttendedClient, type PersonAnswer, type Shown } from './people.js';

const CASES = (['stdio', 'http'] as const).flatMap((transport) =>
  ATTENDED.map((generation) => ({ transport, generation, canAsk: transport === 'stdio' || generation.isModern })),
);

const YES: PersonAnswer = { action: 'accept', content: { confirm: true } };

let backend: TestBackend;
let endpoint: string;
let stop: () => Promise<unknown>;
let variables: Record<string, string>;

beforeAll(async () => {
  backend = await startBackend();
  variables = { ...backend.variables, MCP_CONFIRM_AMOUNT: 'EUR:1000', MCP_STATE_KEY: STATE_KEY };
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

describe.each(CASES.filter(({ canAsk }) => canAsk))(
  'the built program over $transport with $generation.name and a person',
  ({ transport, generation }) => {
    let client: AttendedClient;
    let shown: Shown[];
    let answers: (PersonAnswer | Error)[];

    beforeAll(async () => {
      client = await generation.connect(targetOf(transport), (question) => {
        shown.push(question);
        const answer = answers.shift();
        if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked once too often');
        return answer;
      });
    });

    afterAll(async () => client.close());

    beforeEach(() => {
      shown = [];
      answers = [];
    });

    test('a yes lets the payment happen, once the person has seen what it is about', async () => {
      const id = await invoice(1000.01);
      answers = [YES];
      const { data, error } = await client.call('mark_invoice_paid', { id });
      expect(error).toBeNull();
      expect(data?.invoice).toMatchObject({ id, status: 'paid', amount_paid: '1000.01' });
      const [{ message, requestedSchema } = { message: '' }] = shown;
      expect(message).toContain('Mark this invoice as paid?');
      expect(message).toMatch(new RegExp(`^Invoice: INV-\\S+ \\(${id}\\)$`, 'm'));
      expect(message).toMatch(/^Amount: 1000\.01 EUR$/m);
      expect(message).toMatch(/^Status: sent$/m);
      expect(message).toMatch(/^Customer: "Large Customer"$/m);
      expect(requestedSchema).toMatchObject({ properties: { confirm: { type: 'boolean' } }, required: ['confirm'] });
    });

    test.each([
      [{ action: 'decline' }, 'confirmation_declined', /said no/],
      [{ action: 'cancel' }, 'confirmation_canceled', /closed the question/],
      [{ action: 'accept', content: { confirm: false } }, 'confirmation_declined', /said no/],
    ] as const)('%j changes nothing', async (answer, reason, words) => {
      const id = await invoice(2000);
      answers = [answer];
      const { error } = await client.call('mark_invoice_paid', { id });
      expect(error).toMatchObject({ code: 'UNAUTHORIZED', details: { reason, retryable: false } });
      expect(error?.message).toMatch(words);
      expect(error?.message).toContain('Nothing was changed.');
      expect(await statusOf(id)).toBe('sent');
    });

    test('nobody is asked about a small payment, and about what cannot be', async () => {
      const small = await invoice(1000);
      expect((await client.call('mark_invoice_paid', { id: small })).ok).toBe(true);
      const draft = await backend.api('POST', '/invoices', {
        customer_name: 'Draft',
        amount: 5000,
        currency: 'EUR',
        status: 'draft',
      });
      const { error } = await client.call('mark_invoice_paid', { id: draft.body.id });
      expect(error?.code).toBe('INVALID_STATUS');
      expect(shown).toEqual([]);
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

const stdioCases = CASES.filter(({ transport }) => transport === 'stdio');
const httpCases = CASES.filter(({ transport }) => transport === 'http');

test.each(stdioCases)('over stdio $generation.name with nobody to ask goes on', async ({ transport, generation }) => {
  const client = await generation.connect(targetOf(transport));
  const id = await invoice(4000);
  expect((await client.call('mark_invoice_paid', { id })).ok).toBe(true);
  await client.close();
  expect(await statusOf(id)).toBe('paid');
});

test.each(httpCases)('over http $generation.name with nobody to ask is told so', async ({ transport, generation }) => {
  const client = await generation.connect(targetOf(transport));
  const id = await invoice(4000);
  const { error } = await client.call('mark_invoice_paid', { id });
  await client.close();
  expect(await statusOf(id)).toBe('sent');
  expect(error).toMatchObject({ code: 'UNAUTHORIZED', details: { reason: 'confirmation_unavailable' } });
  expect(error?.message).toMatch(/cannot ask one.*Use a client that does, or leave the step to a person/);
});

test('over stateless HTTP a client before 2026-07-28 cannot be asked, whatever it announces', async () => {
  for (const generation of ATTENDED.filter(({ isModern }) => !isModern)) {
    const client = await generation.connect({ endpoint }, () => YES);
    const id = await invoice(4000);
    const { error } = await client.call('mark_invoice_paid', { id });
    await client.close();
    expect(error?.details.reason).toBe('confirmation_unavailable');
    expect(await statusOf(id)).toBe('sent');
  }
});

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
      return ((await once(thinking, 'said')) as [PersonAnswer])[0];
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
