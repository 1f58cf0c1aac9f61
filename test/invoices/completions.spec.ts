import { isSuggestible } from '../../src/invoices/completion/suggestible.js';
import { startApp } from '../harness/app.js';
import { rpc } from '../harness/rpc.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';

const backend = use(startBackend);
const service = use(async () => startApp(backend.variables));

beforeAll(async () => {
  const late = { amount: 1, currency: 'EUR', status: 'sent', issued_at: '2026-01-01', due_at: '2026-01-02' };
  for (const customer of [
    { customer_name: 'Overdue Quincery', customer_email: 'bills@quinces.example' },
    { customer_name: 'Overdue Quincery', customer_email: 'bills@quinces.example' },
    { customer_name: 'Overdue Nobody', customer_email: null },
  ])
    await backend.api('POST', '/invoices', { ...late, ...customer });
  const early = {
    ...late,
    due_at: '2099-01-01',
    customer_name: 'Early Quincery',
    customer_email: 'early@quinces.example',
  };
  await backend.api('POST', '/invoices', early);
});

async function suggested(prompt: string, argument: string, value: string): Promise<readonly string[]> {
  const params = { ref: { type: 'ref/prompt', name: prompt }, argument: { name: argument, value } };
  const { result } = await rpc(service.endpoint, '2026-07-28', 'completion/complete', params);
  return (result.completion as { values: string[] }).values;
}

test.each([
  ['quinces', ['bills@quinces.example']],
  ['BILLS@', ['bills@quinces.example']],
  [' quincery ', ['bills@quinces.example']],
  ['nobody', []],
  ['early', []],
])('customers to chase for %j are those with overdue invoices, once each: %j', async (typed, emails) => {
  expect(await suggested('chase_overdue_invoices', 'customer_email', typed)).toEqual(emails);
});

test.each([
  ['', ['EUR', 'USD', 'SAT', 'USDC']],
  ['us', ['USD', 'USDC']],
  [' E', ['EUR']],
  ['x', []],
])('currencies for %j are %j', async (typed, codes) => {
  expect(await suggested('reconcile_payment', 'currency', typed)).toEqual(codes);
});

test('months are the last complete one, those of a year before it, and at the end the present one', async () => {
  const months = await suggested('month_end_summary', 'month', '');
  const present = new Date().toISOString().slice(0, 7);
  expect([months.length, months.at(-1)]).toEqual([14, present]);
  const past = months.slice(0, -1);
  expect(past).toEqual([...new Set(past)].toSorted().toReversed());
  expect(past.every((month) => month < present)).toBe(true);
  const [last = ''] = past;
  const [year, month] = last.split('-').map(Number) as [number, number];
  expect(new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7)).toBe(present);
  expect(await suggested('month_end_summary', 'month', ` ${last} `)).toEqual([last]);
  expect(await suggested('month_end_summary', 'month', '1999')).toEqual([]);
});

test('what is too long to be typed is not looked for', async () => {
  for (const [prompt, argument] of [
    ['chase_overdue_invoices', 'customer_email'],
    ['reconcile_payment', 'invoice'],
  ] as const) {
    await backend.fail();
    expect(await suggested(prompt, argument, 'x'.repeat(201))).toEqual([]);
    expect((await backend.seen()).received).toBe(0);
    await suggested(prompt, argument, 'x'.repeat(200));
    expect((await backend.seen()).received).toBeGreaterThan(0);
  }
});

test('what is too long to be chosen from a list is not suggested', () => {
  expect([isSuggestible('x'.repeat(200)), isSuggestible('x'.repeat(201))]).toEqual([true, false]);
});
