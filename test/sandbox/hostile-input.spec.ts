import { connect } from 'node:net';
import { once } from 'node:events';
import { errorPlaces, errorTypes, sentenceStatus } from '../harness/api-errors.js';
import { unique, type Invoice } from '../harness/invoices-client.js';
import { useSandbox } from './use-sandbox.js';

const { acme, origin } = useSandbox();

let before: Invoice[];

beforeAll(async () => {
  before = await acme.list({ limit: 1000 });
});

const createWith = async (field: string, json: string) => {
  const fields: Record<string, string> = { customer_name: '"Hostile"', amount: '1', currency: '"EUR"', [field]: json };
  const members = Object.entries(fields).map(([name, value]) => `"${name}": ${value}`);
  return acme.call('POST', '/invoices', `{${members.join(', ')}}`);
};

test.each([
  ['1e400', 'decimal_parsing'],
  ['-1e400', 'decimal_parsing'],
  ['0', 'greater_than'],
  ['0.000000', 'greater_than'],
  ['-0', 'greater_than'],
  ['-1', 'greater_than'],
  ['"-1"', 'greater_than'],
  ['"NaN"', 'decimal_parsing'],
  ['"Infinity"', 'decimal_parsing'],
  ['"1,5"', 'decimal_parsing'],
  ['"0x10"', 'decimal_parsing'],
  ['"١٢"', 'decimal_parsing'],
  ['""', 'decimal_parsing'],
  ['true', 'decimal_parsing'],
  ['[1]', 'decimal_parsing'],
  ['{"value": 1}', 'decimal_parsing'],
  ['12345678901234567890', 'decimal_max_digits'],
  ['123456789012345.123456', 'decimal_max_digits'],
  ['0.1234567', 'decimal_max_places'],
])('the amount %s is rejected as %s', async (json, type) => {
  expect(errorTypes(await createWith('amount', json))).toEqual({ 'body.amount': type });
});

test('an amount of 10,000 digits is rejected', async () => {
  expect(errorTypes(await createWith('amount', `1${'0'.repeat(9_999)}`))).toEqual({
    'body.amount': 'decimal_max_digits',
  });
});

test.each([
  '2026-02-30',
  '2026-02-29T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '2026-00-10T10:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T10:61:00Z',
  '2026-01-01T10:00:60Z',
  '2026-01-01T10:00:00+25:00',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-14:00',
  '+010000-01-01T00:00:00Z',
  '2026-W01-1',
  '1767225600',
  'tomorrow',
  ' ',
])('the date "%s" is rejected', async (date) => {
  expect(errorPlaces(await createWith('due_at', JSON.stringify(date)))).toEqual(['body.due_at']);
  expect(errorPlaces(await createWith('issued_at', JSON.stringify(date)))).toEqual(['body.issued_at']);
});

test.each(['customer_name', 'external_id', 'customer_email', 'customer_wallet'])(
  'text that the database cannot keep as it is, is refused in %s',
  async (field) => {
    for (const json of [String.raw`"\u0000"`, String.raw`"a\u0000b"`, String.raw`"\ud800"`, String.raw`"a\udfffb"`]) {
      expect(errorPlaces(await createWith(field, json))).toEqual([`body.${field}`]);
    }
  },
);

test.each([
  ['customer_name', '""'],
  ['customer_name', '"   "'],
  ['customer_email', '"nobody"'],
  ['customer_email', '"a@b"'],
  ['customer_email', '"a b@example.com"'],
  ['currency', '"E"'],
  ['currency', '"EURO€"'],
  ['currency', '"12"'],
  ['external_id', '7'],
  ['status', '"SENT"'],
  ['status', '["sent"]'],
])('the %s %s is rejected', async (field, json) => {
  expect(errorPlaces(await createWith(field, json))).toEqual([`body.${field}`]);
});

test.each(['customer_name', 'external_id'])('a %s of more than 200 characters is rejected', async (field) => {
  expect(errorPlaces(await createWith(field, `"${'x'.repeat(201)}"`))).toEqual([`body.${field}`]);
});

test.each([
  ['cut off', '{"customer_name": "Host'],
  ['text', 'customer_name=Hostile'],
  ['an empty pair of quotes left open', '"'],
  ['a name twice', '{"amount": 1, "amount": 2, "customer_name": "Hostile", "currency": "EUR"}'],
  ['NaN', '{"customer_name": "Hostile", "amount": NaN, "currency": "EUR"}'],
  ['100,000 brackets', '['.repeat(100_000)],
  ['100,000 objects', '{"amount":'.repeat(50_000)],
])('a body that is no JSON (%s) is rejected', async (_what, body) => {
  expect(errorTypes(await acme.call('POST', '/invoices', body))).toEqual({ 'body.0': 'json_invalid' });
});

test('a body that is no UTF-8 is rejected', async () => {
  const body = Buffer.from('{"customer_name": "Caf\u00e9", "amount": 1, "currency": "EUR"}', 'latin1');
  const headers = { authorization: 'Bearer test_sandbox_acme', 'content-type': 'application/json' };
  const response = await fetch(`${origin()}/v1/invoices`, { method: 'POST', headers, body });
  expect(response.status).toBe(422);
});

test.each(['null', '5', '"text"', 'true', '[]'])('a body that is %s is rejected', async (body) => {
  expect(errorPlaces(await acme.call('POST', '/invoices', body))).toEqual(['body']);
});

test('what was nested is not sent back', async () => {
  const nested = `${'['.repeat(500)}1${']'.repeat(500)}`;
  for (const response of [await acme.call('POST', '/invoices', nested), await createWith('amount', nested)]) {
    expect({ status: response.status, length: response.text.length < 300 }).toEqual({ status: 422, length: true });
  }
});

test('fields that set a prototype set nothing', async () => {
  const body = '{"__proto__": {"customer_name": "Hostile", "amount": 1, "currency": "EUR"}}';
  expect(errorPlaces(await acme.call('POST', '/invoices', body))).toEqual([
    'body.amount',
    'body.currency',
    'body.customer_name',
  ]);
});

test('a body over 1 MiB is 413', async () => {
  expect(sentenceStatus(await createWith('customer_name', `"${'x'.repeat(1_100_000)}"`))).toBe(413);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a body declared as %s is not read',
  async (type) => {
    const body = JSON.stringify({ customer_name: unique('Hostile'), amount: 1, currency: 'EUR' });
    expect(errorPlaces(await acme.call('POST', '/invoices', body, { 'content-type': type }))).toEqual(['body.0']);
  },
);

test.each([
  'a%2Fb',
  '%2e%2e',
  '..%2f..%2fhealth',
  '%2e%2e%2finvoices',
  'x%3Fstatus=paid',
  '%00',
  '%ZZ',
  '%FF',
  "'%20OR%201=1--",
])('the id %s finds nothing', async (id) => {
  for (const [method, path] of [
    ['GET', id],
    ['DELETE', id],
    ['POST', `${id}/mark-paid`],
    ['POST', `${id}/cancel`],
  ] as const) {
    expect(sentenceStatus(await acme.call(method, `/invoices/${path}`))).toBe(404);
  }
});

test('the id of an invoice with something behind it finds nothing', async () => {
  const [invoice] = before;
  for (const tail of ['%00', '%00x', '%20', '%2F', '%3Fx', '%23x', '.json', 'x'.repeat(1_000)]) {
    expect(sentenceStatus(await acme.call('GET', `/invoices/${invoice?.id}${tail}`))).toBe(404);
  }
});

test('a search is text: nothing in it is a pattern, SQL or an end', async () => {
  for (const search of ['%', '_', "' OR 1=1 --", '\\', '"']) expect(await acme.list({ search })).toEqual([]);
  expect(errorPlaces(await acme.call('GET', '/invoices?search=%00'))).toEqual(['query.search']);
});

test('after all that, and bytes that are no HTTP, nothing was stored and the sandbox lives on', async () => {
  const { hostname, port } = new URL(origin());
  const socket = connect(Number(port), hostname);
  socket.end('\u0000\u0001 nonsense\r\n\r\n');
  await once(socket.resume(), 'close');
  expect(await acme.list({ limit: 1000 })).toEqual(before);
});
