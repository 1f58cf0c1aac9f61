import { startHttpProgram } from '../harness/program.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';
import { call, startAskingApp, STATE_KEY, YES, type Outcome } from './confirming-app.js';

const NEW_KEY = 'another-secret-of-the-tests-that-is-long-enough';
const LIMIT = { ORVION_MCP_CONFIRM_AMOUNT: '1000' };

const stops: (() => Promise<unknown>)[] = [];

const backend = use(startBackend);

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A process of its own, of which a load balancer would have several. */
async function replica(): Promise<string> {
  const program = await startHttpProgram([], { ...backend.variables, ...LIMIT, ORVION_MCP_STATE_KEY: STATE_KEY });
  stops.push(async () => program.stop());
  return program.endpoint;
}

/** The same in this process, since nothing but the key can be common to two of them. */
async function local(stateKey: string, more: object = {}): Promise<string> {
  const app = await startAskingApp({ ...backend.variables, ...LIMIT, ...more, ORVION_MCP_STATE_KEY: stateKey });
  stops.push(app.close);
  return app.endpoint;
}

/** Asks at one replica and answers at another. */
async function across(asking: string, responding: string): Promise<Outcome> {
  const body = { customer_name: 'Replica Customer', amount: 2000, currency: 'EUR', status: 'sent' };
  const { id } = (await backend.api('POST', '/invoices', body)).body;
  const { state } = await call(asking, 'mark_invoice_paid', { id });
  expect(state).toEqual(expect.any(String));
  return call(responding, 'mark_invoice_paid', { id }, { state, responses: YES });
}

test('a process takes the answer to a question of another one with the same key', async () => {
  const [first, second] = await Promise.all([replica(), replica()]);
  for (const [asking, responding] of [
    [first, second],
    [second, first],
  ] as const)
    expect((await across(asking, responding)).response?.data?.invoice).toMatchObject({ status: 'paid' });
});

test('a key is changed without a question being lost: first known behind the old one, then in front of it', async () => {
  const [before, prepared, changed] = [
    await local(STATE_KEY),
    await local(`${STATE_KEY},${NEW_KEY}`),
    await local(`${NEW_KEY},${STATE_KEY}`),
  ];
  expect((await across(before, prepared)).response?.ok).toBe(true);
  expect((await across(prepared, before)).response?.ok).toBe(true);
  expect((await across(prepared, changed)).response?.ok).toBe(true);
  expect((await across(changed, prepared)).response?.ok).toBe(true);
  // What is not known to this one yet.
  expect((await across(changed, before)).error?.code).toBe(-32602);
});

test('without a key a question is answered where it was asked, and nowhere else', async () => {
  const [first, second] = [await local(''), await local('')];
  expect((await across(first, first)).response?.ok).toBe(true);
  expect((await across(first, second)).error?.message).toMatch(/not one that this server has issued.*asked anew/);
});

/** Gives the answer to one question to each of the replicas, and tells the invoices that came of it. */
async function createdBy(replicas: readonly string[], args: { customer_name: string }): Promise<object[]> {
  const [asking = ''] = replicas;
  const { state } = await call(asking, 'create_invoice', args);
  for (const responding of replicas)
    expect((await call(responding, 'create_invoice', args, { state, responses: YES })).response?.error).toBeNull();
  return backend.invoicesOf(args.customer_name);
}

describe('a new invoice whose yes is handed to two replicas', () => {
  const WRITES = { ORVION_MCP_CONFIRM: 'writes' };

  test('is one invoice: the backend knows it again by a reference that the question brought', async () => {
    const replicas = [await local(STATE_KEY, WRITES), await local(STATE_KEY, WRITES)];
    const args = { customer_name: 'Handed to two', amount: 5, currency: 'EUR' };
    const first = await createdBy(replicas, args);
    expect(first).toMatchObject([{ external_id: expect.stringMatching(/^confirmed-[\w-]{22}$/) as string }]);
    // Another question, another invoice.
    const references = (await createdBy(replicas, args)).map((row) => (row as { external_id: string }).external_id);
    expect(new Set(references).size).toBe(2);
  });

  test('keeps the reference that the agent gave it', async () => {
    const replicas = [await local(STATE_KEY, WRITES), await local(STATE_KEY, WRITES)];
    const args = { customer_name: 'Given to two', amount: 5, currency: 'EUR', external_id: 'order-two' };
    expect(await createdBy(replicas, args)).toMatchObject([{ external_id: 'order-two' }]);
  });

  test('is told by that reference when its answer is lost', async () => {
    const endpoint = await local(STATE_KEY, WRITES);
    const args = { customer_name: 'Lost', amount: 5, currency: 'EUR' };
    const { state } = await call(endpoint, 'create_invoice', args);
    await backend.fail({ kind: 'reset-after-commit', method: 'POST', times: 9 });
    const { response } = await call(endpoint, 'create_invoice', args, { state, responses: YES });
    await backend.fail();
    expect(response?.error?.details.outcome).toBe('unknown');
    const [, external_id] =
      /with the external_id (confirmed-[\w-]+): it is not doubled/.exec(response?.error?.message ?? '') ?? [];
    expect(await backend.invoicesOf('Lost')).toMatchObject([{ external_id }]);
  });
});
