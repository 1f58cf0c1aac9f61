import { digestOf } from '../../src/mcp/confirmation/digest.js';
import { StateSeal, type SealedState } from '../../src/mcp/confirmation/state-seal.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';
import { CLOSED, NO, startAskingApp, STATE_KEY, twoCallers, YES, type Outcome } from './confirming-app.js';

const ALICE = { token: 'alice' };
const LIMITS = { ORVION_MCP_CONFIRM_AMOUNT: '1000' };

const backend = use(startBackend);
const app = use(async () => startAskingApp({ ...backend.variables, ...LIMITS, ...twoCallers() }));

async function invoice(amount = 1500, customer_name = 'State Customer'): Promise<string> {
  const { body } = await backend.api('POST', '/invoices', { customer_name, amount, currency: 'EUR', status: 'sent' });
  return body.id as string;
}

const statusOf = async (id: string) => (await backend.api('GET', `/invoices/${id}`)).body.status;

const pay = async (args: object, options: object = {}): Promise<Outcome> =>
  app.call('mark_invoice_paid', args, { ...ALICE, ...options });

/** A question about a new invoice, asked and not yet answered. */
async function asked(more: object = {}): Promise<{ id: string; args: object; state: string }> {
  const id = await invoice();
  const args = { id, ...more };
  const { state = '', text } = await pay(args);
  expect(text).toContain('"input_required"');
  return { id, args, state };
}

const reasonOf = ({ response, text }: Outcome): unknown => response?.error?.details.reason ?? text;

describe('the state of a question', () => {
  test('carries a yes to the very call that was asked about', async () => {
    const { id, args, state } = await asked();
    expect(await statusOf(id)).toBe('sent');
    const { response } = await pay(args, { state, responses: YES });
    expect(response?.data?.invoice).toMatchObject({ id, status: 'paid', amount_paid: '1500.00' });
  });

  test('tells its holder nothing', async () => {
    const { id, state } = await asked();
    const bytes = Buffer.from(state.slice(2), 'base64url').toString('latin1');
    for (const word of [id, 'mark_invoice_paid', 'alice', '1500']) expect(bytes).not.toContain(word);
  });

  test.each([
    ['a no', NO, 'confirmation_declined'],
    ['a closed question', CLOSED, 'confirmation_canceled'],
    [
      'a form without the tick',
      { confirmation: { action: 'accept', content: { confirm: false } } },
      'confirmation_declined',
    ],
    ['a form with nothing in it', { confirmation: { action: 'accept', content: {} } }, 'confirmation_declined'],
    ['a form without content', { confirmation: { action: 'accept' } }, 'confirmation_declined'],
    ['a yes in words', { confirmation: { action: 'accept', content: { confirm: 'true' } } }, 'confirmation_declined'],
    ['a yes in another field', { confirmation: { action: 'accept', content: { ok: true } } }, 'confirmation_declined'],
  ])('takes %s as what it is, and cannot be turned into a yes later', async (_what, responses, reason) => {
    const { id, args, state } = await asked();
    const { response } = await pay(args, { state, responses });
    expect(response).toMatchObject({
      ok: false,
      error: { code: 'UNAUTHORIZED', details: { reason, retryable: false } },
    });
    expect(reasonOf(await pay(args, { state, responses: YES }))).toBe('confirmation_used');
    expect(await statusOf(id)).toBe('sent');
  });

  test.each([
    ['no answers at all', undefined],
    ['no answer to this question', { something_else: { action: 'accept', content: { confirm: true } } }],
    ['an answer in the shape of another request', { confirmation: { roots: [] } }],
  ])('is followed by the question again with %s', async (_what, responses) => {
    const { id, args, state } = await asked();
    const again = await pay(args, { state, responses });
    expect(again.state).toEqual(expect.any(String));
    expect(await statusOf(id)).toBe('sent');
    expect((await pay(args, { state: again.state, responses: YES })).response?.ok).toBe(true);
  });

  test('counts once', async () => {
    const { args, state } = await asked();
    const outcomes = await Promise.all([1, 2, 3, 4].map(async () => pay(args, { state, responses: YES })));
    expect(outcomes.filter(({ response }) => response?.ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => reasonOf(outcome) === 'confirmation_used')).toHaveLength(3);
    expect(reasonOf(await pay(args, { state, responses: YES }))).toBe('confirmation_used');
  });

  test('is of no use to another caller', async () => {
    const { id, args, state } = await asked();
    expect(reasonOf(await pay(args, { state, responses: YES, token: 'bob' }))).toBe('confirmation_mismatched');
    expect(await statusOf(id)).toBe('sent');
  });

  test('is of no use for other arguments', async () => {
    const { id, args, state } = await asked();
    const other = await invoice(2500);
    expect(reasonOf(await pay({ id: other }, { state, responses: YES }))).toBe('confirmation_mismatched');
    const more = { ...args, payment_reference: 'another' };
    expect(reasonOf(await pay(more, { state, responses: YES }))).toBe('confirmation_mismatched');
    expect(await Promise.all([id, other].map(statusOf))).toEqual(['sent', 'sent']);
  });

  test('is for the same arguments however they are written', async () => {
    const { id, state } = await asked({ amount_paid: 1500, payment_reference: 'bank-1' });
    const same = { payment_reference: ' bank-1 ', amount_paid: '1500', id, paid_at: null };
    expect((await pay(same, { state, responses: YES })).response?.ok).toBe(true);
  });

  test('holds for ten minutes', async () => {
    const { id, args, state } = await asked();
    const seal = new StateSeal([{ reveal: () => STATE_KEY }]);
    const opened = seal.open(state) as SealedState;
    expect(Math.abs(opened.expiresAt - Date.now() - 600_000)).toBeLessThan(60_000);
    const late = seal.seal({ ...opened, expiresAt: Date.now() - 1 });
    expect(reasonOf(await pay(args, { state: late, responses: YES }))).toBe('confirmation_expired');
    expect(await statusOf(id)).toBe('sent');
    // The same state in time: nothing but the time was wrong.
    expect((await pay(args, { state, responses: YES })).response?.ok).toBe(true);
  });

  test('is for one tool', async () => {
    const { id, args, state } = await asked();
    const seal = new StateSeal([{ reveal: () => STATE_KEY }]);
    const opened = seal.open(state) as SealedState;
    expect(opened.call).toBe(digestOf(['mark_invoice_paid', { id }, 'alice']));
    const other = seal.seal({ ...opened, call: digestOf(['cancel_invoice', { id }, 'alice']) });
    expect(reasonOf(await pay(args, { state: other, responses: YES }))).toBe('confirmation_mismatched');
  });
});

const flip = (state: string, at: number): string =>
  state.slice(0, at) + (state[at] === 'A' ? 'B' : 'A') + state.slice(at + 1);

const reseal = (state: string): string => {
  const opened = new StateSeal([{ reveal: () => STATE_KEY }]).open(state) as SealedState;
  return new StateSeal([{ reveal: () => `${STATE_KEY}-of-another` }]).seal(opened);
};

describe('a state that is not ours', () => {
  const strange: [string, (state: string) => unknown][] = [
    ['empty', () => ''],
    ['words', () => 'confirmed'],
    ['JSON', () => '{"confirmed":true}'],
    ['cut', (state) => state.slice(0, -1)],
    ['longer', (state) => `${state}A`],
    ['of another version', (state) => `2${state.slice(1)}`],
    ['with another first byte', (state) => `1.${state[2] === 'A' ? 'B' : 'A'}${state.slice(3)}`],
    ['with another byte in the middle', (state) => flip(state, state.length >> 1)],
    ['with another last byte', (state) => flip(state, state.length - 3)],
    ['padded', (state) => `${state}==`],
    ['sealed with another key', (state) => reseal(state)],
    ['very long', (state) => state + 'A'.repeat(100_000)],
    ['control characters', () => '1.\u0000\u001b[2J\r\n\u202e'],
    ['half a character', () => '1.\ud800'],
    ['a template', () => '${process.env.ORVION_MCP_STATE_KEY}'],
    ['a prototype', () => '__proto__'],
    ['the tag alone', () => `1.${'A'.repeat(22)}`],
    ['zeros', () => `1.${'A'.repeat(200)}`],
  ];

  test.each(strange)('is rejected as malformed: %s', async (_what, forge) => {
    const { id, args, state } = await asked();
    const { error, text } = await pay(args, { state: forge(state), responses: YES });
    expect(error?.code).toBe(-32602);
    expect(error?.message).toMatch(/^The requestState is not one that this server has issued\./);
    expect(text).not.toContain(STATE_KEY);
    expect(await statusOf(id)).toBe('sent');
  });

  test.each([[42], [null], [true], [{ a: 1 }], [['1.A']]])('is rejected when it is no text: %j', async (state) => {
    const { id, args } = await asked();
    const { error } = await pay(args, { state, responses: YES });
    expect(error?.code).toBe(-32602);
    expect(await statusOf(id)).toBe('sent');
  });

  test('a yes without a state is no answer to anything: the person is asked', async () => {
    const id = await invoice();
    const { state } = await pay({ id }, { responses: YES });
    expect(state).toEqual(expect.any(String));
    expect(await statusOf(id)).toBe('sent');
  });

  test.each([{ confirm: true }, { confirmed: true }, { confirmation: 'yes' }, { requestState: 'x' }])(
    'an argument confirms nothing: %j',
    async (more) => {
      const id = await invoice();
      expect((await pay({ id, ...more })).response?.error?.code).toBe('VALIDATION_ERROR');
      expect(await statusOf(id)).toBe('sent');
    },
  );
});
