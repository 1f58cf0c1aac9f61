import { sentenceStatus } from '../harness/api-errors.js';
import { unique, type Invoice } from '../harness/invoices-client.js';
import { useSandbox } from './use-sandbox.js';

const { acme, globex } = useSandbox();
const ACME = 'org_01SANDBOXACME';
const GLOBEX = 'org_01SANDBOXGLOBEX';

let invoice: Invoice;

beforeEach(async () => {
  invoice = await acme.create({ external_id: unique('tenant'), status: 'sent' });
});

const STEPS = [
  ['GET', ''],
  ['POST', '/mark-paid'],
  ['POST', '/cancel'],
  ['DELETE', ''],
] as const;

test.each(STEPS)("%s /invoices/{id}%s does not find another organisation's invoice", async (method, step) => {
  const path = `/invoices/${invoice.id}${step}`;
  expect(sentenceStatus(await globex.call(method, path))).toBe(404);
  expect(sentenceStatus(await globex.call(method, path, undefined, { 'x-organization-id': ACME }))).toBe(403);
  expect((await acme.get(invoice.id)).body).toEqual(invoice);
});

test("the list, with and without search, shows no other organisation's invoice", async () => {
  const [mine, theirs] = [await acme.list({ limit: 1000 }), await globex.list({ limit: 1000 })];
  expect(new Set(mine.map(({ organization_id }) => organization_id))).toEqual(new Set([ACME]));
  expect(new Set(theirs.map(({ organization_id }) => organization_id))).toEqual(new Set([GLOBEX]));
  expect(await globex.list({ search: invoice.customer_name })).toEqual([]);
});

test('one external_id makes an invoice for each organisation', async () => {
  const { external_id } = invoice;
  const theirs = await globex.create({ external_id, customer_name: 'Somebody else', amount: 1 });
  expect(theirs).toMatchObject({ organization_id: GLOBEX, external_id });
  expect(theirs.id).not.toBe(invoice.id);
  expect((await acme.get(invoice.id)).body).toEqual(invoice);
});

test.each(['/invoices', '/invoices/analytics/summary', '/invoices/analytics/revenue-timeseries', '/health'])(
  'X-Organization-Id opens GET %s to the owner of the key alone',
  async (path) => {
    expect(sentenceStatus(await globex.call('GET', path, undefined, { 'x-organization-id': ACME }))).toBe(403);
    expect((await acme.call('GET', path, undefined, { 'x-organization-id': ACME })).status).toBe(200);
  },
);

test('a create cannot be made in the name of another organisation', async () => {
  const body = { customer_name: unique('Intruder'), amount: 1, currency: 'EUR' };
  expect(sentenceStatus(await globex.call('POST', '/invoices', body, { 'x-organization-id': ACME }))).toBe(403);
  const { body: made } = await globex.call<Invoice>('POST', '/invoices', { ...body, organization_id: ACME });
  expect(made.organization_id).toBe(GLOBEX);
  expect(await acme.list({ search: body.customer_name })).toEqual([]);
});

test.each(['summary', 'revenue-timeseries'])(
  "analytics/%s does not count another organisation's money",
  async (report) => {
    const path = `/invoices/analytics/${report}`;
    const { text: before } = await globex.call('GET', path);
    const { text: mine } = await acme.call('GET', path);
    await acme.markPaid(invoice.id);
    expect((await acme.call('GET', path)).text).not.toBe(mine);
    expect((await globex.call('GET', path)).text).toBe(before);
  },
);
