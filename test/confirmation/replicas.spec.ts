import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { call, startAskingApp, STATE_KEY, YES, type Outcome } from './asking-app.js';

const NEW_KEY = 'another-secret-of-the-tests-that-is-long-enough';
const LIMIT = { MCP_CONFIRM_AMOUNT: '1000' };

let backend: TestBackend;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  backend = await startBackend();
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

afterAll(async () => backend.close());

/** A process of its own, of which a load balancer would have several. */
async function replica(): Promise<string> {
  const program = await startHttpProgram([], { ...backend.variables, ...LIMIT, MCP_STATE_KEY: STATE_KEY });
  stops.push(async () => program.stop());
  return program.endpoint;
}

/** The same in this process, since nothing but the key can be common to two of them. */
async function local(stateKey: string): Promise<string> {
  const app = await startAskingApp({ ...backend.variables, ...LIMIT, MCP_STATE_KEY: stateKey });
  stops.push(app.close);
  return app.endpoint;
}

/** Asks at one replica and answers at another. */
async function across(asking: string, answering: string): Promise<Outcome> {
  const body = { customer_name: 'Replica Customer', amount: 2000, currency: 'EUR', status: 'sent' };
  const { id } = (await backend.api('POST', '/invoices', body)).body;
  const { state } = await call(asking, 'mark_invoice_paid', { id });
  expect(state).toEqual(expect.any(String));
  return call(answering, 'mark_invoice_paid', { id }, { state, responses: YES });
}

test('a process takes the answer to a question of another one with the same key', async () => {
  const [first, second] = await Promise.all([replica(), replica()]);
  for (const [asking, answering] of [
    [first, second],
    [second, first],
  ] as const)
    expect((await across(asking, answering)).answer?.data?.invoice).toMatchObject({ status: 'paid' });
});

test('a key is changed without a question being lost: first known behind the old one, then in front of it', async () => {
  const [before, prepared, changed] = [
    await local(STATE_KEY),
    await local(`${STATE_KEY},${NEW_KEY}`),
    await local(`${NEW_KEY},${STATE_KEY}`),
  ];
  expect((await across(before, prepared)).answer?.ok).toBe(true);
  expect((await across(prepared, before)).answer?.ok).toBe(true);
  expect((await across(prepared, changed)).answer?.ok).toBe(true);
  expect((await across(changed, prepared)).answer?.ok).toBe(true);
  // What is not known to this one yet.
  expect((await across(changed, before)).error?.code).toBe(-32602);
});

test('without a key a question is answered where it was asked, and nowhere else', async () => {
  const [first, second] = [await local(''), await local('')];
  expect((await across(first, first)).answer?.ok).toBe(true);
  expect((await across(first, second)).error?.message).toMatch(/not one that this server has issued.*asked anew/);
});
