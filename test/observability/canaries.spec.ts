import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';
import { startHttpProgram } from '../harness/program.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';

jest.setTimeout(60_000);

/** Every text that must not be found where it does not belong begins with this. */
const CANARY = 'cnry';
const SECRETS = { AGENTPAY_API_KEY: 'cnry-api-key', AGENTPAY_ORG_ID: 'cnry-org-id' };

const INVOICE = {
  // The log of writes names the invoice, and nothing else of it.
  id: 'inv_audited',
  number: 'cnry-number',
  customer_name: 'cnry-customer',
  customer_email: 'cnry@customer.example',
  amount: '10.00',
  currency: 'EUR',
  status: 'sent',
};

/** What the backend does, by turns: succeed, and fail in every way in which it can quote something. */
const TURNS: readonly [string, number, string, Record<string, string>][] = [
  ['success', 200, JSON.stringify(INVOICE), {}],
  ['success with a list', 200, JSON.stringify([INVOICE]), { 'set-cookie': 'session=cnry-cookie-of-backend' }],
  ['400', 400, '{"detail":"cnry-detail-400"}', {}],
  ['401', 401, '{"detail":"cnry-detail-401"}', { 'www-authenticate': 'Bearer realm="cnry-realm"' }],
  ['403', 403, '{"detail":"cnry-detail-403"}', {}],
  ['404', 404, '{"detail":"cnry-detail-404"}', {}],
  ['409', 409, '{"detail":"cnry-detail-409"}', {}],
  ['422', 422, '{"detail":[{"loc":["body","cnry-field"],"msg":"cnry-message","type":"x","input":"cnry-input"}]}', {}],
  ['429', 429, '{"detail":"cnry-detail-429"}', { 'retry-after': '0' }],
  ['500', 500, 'Traceback (most recent call last):\n  File "cnry.py"\n    at cnry (cnry.js:1:1)', {}],
  ['an HTML page', 502, '<h1>cnry-html</h1>', { 'content-type': 'text/html' }],
  ['a redirect', 302, '', { location: 'https://cnry-elsewhere.example' }],
  ['half of JSON', 200, '{"id":"inv_cnry', {}],
  ['another shape', 200, '{"cnry-shape":1}', {}],
  ['a status of its own', 418, '{"detail":"cnry-teapot"}', {}],
];

const CALLS: readonly [string, object][] = [
  ['create_invoice', { ...INVOICE, id: undefined, number: undefined, external_id: 'cnry-external' }],
  ['get_invoice', { id: 'inv_cnry-id' }],
  ['list_invoices', { customer_email: 'cnry@customer.example' }],
  ['mark_invoice_paid', { id: 'inv_audited', payment_reference: 'cnry-payment', amount_paid: '77.31' }],
  // What an agent may mistake for an identifier.
  ['mark_invoice_paid', { id: 'cnry@customer.example' }],
];

/** Calls that end before the backend is asked, or that are no calls at all. */
const REJECTED: readonly object[] = [
  toolCall('create_invoice', { customer_name: 'cnry-name', amount: 'cnry-amount', 'cnry-argument': 'cnry-value' }, 'a'),
  toolCall('get_invoice', { id: { cnry: 'cnry-nested' } }, 'b'),
  toolCall('list_invoices', { cursor: 'cnry-cursor' }, 'c'),
  toolCall('cnry-tool', { id: 'cnry-unknown-tool' }, 'd'),
  { jsonrpc: '2.0', id: 'e', method: 'cnry/method', params: { secret: 'cnry-params' } },
  { jsonrpc: 'cnry', id: 'cnry' },
];

let server: Server;
let variables: Record<string, string>;
let turn = TURNS[0];
let received = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    received += `${request.url} ${JSON.stringify(request.headers)}\n`;
    const [, status, body, headers] = turn ?? ['', 500, '', {}];
    request
      .resume()
      .on('end', () => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  variables = { ...SECRETS, AGENTPAY_API_BASE_URL: `http://127.0.0.1:${port}/v1`, LOG_LEVEL: 'trace' };
});

afterAll(() => server.close());

/** The lines of the log after checking that there was something to see, and that it is JSON. */
function logOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
  expect(lines.filter((line) => line.includes('"tool call"')).length).toBeGreaterThan(TURNS.length * CALLS.length);
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('msg');
  expect(lines.join('\n')).toContain('"invoice_id":"inv_audited"');
  expect(lines.join('\n')).not.toContain('77.31');
  return lines.join('\n');
}

test('over HTTP no secret and no data of a customer is in the log or on the health page', async () => {
  const service = await startHttpProgram([], variables);
  const secrets = { authorization: 'Bearer cnry-of-client', cookie: 'session=cnry-cookie', 'x-api-key': 'cnry-header' };
  const post = async (body: string, headers: Record<string, string>) =>
    (
      await fetch(`${service.endpoint}?key=cnry-query`, { method: 'POST', headers: { ...headers, ...secrets }, body })
    ).text();
  let health = '';
  for (turn of TURNS) {
    for (const [name, args] of CALLS) {
      await post(JSON.stringify(toolCall(name, args)), MCP_HEADERS);
      await post(JSON.stringify(modernCall(name, args)), modernHeaders(name));
    }
  }
  for (const message of REJECTED) await post(JSON.stringify(message), MCP_HEADERS);
  await post('{"cnry', MCP_HEADERS);
  for (const path of ['/health', '/readyz', '/livez', '/cnry-path', '/%zzcnry']) {
    const response = await fetch(`${service.origin}${path}`, { headers: secrets });
    if (!path.includes(CANARY)) health += await response.text();
  }
  expect(await service.stop()).toBe(0);
  expect(received).toContain('cnry-api-key');
  expect(received).not.toMatch(/cnry-of-client|cnry-cookie|cnry-header|cnry-query/);
  expect(logOf(service.stderr())).not.toContain(CANARY);
  expect(health).toContain('backend');
  expect(service.stderr() + service.stdout() + health).not.toContain(CANARY);
});

test('over stdio neither is in the log, and secrets are in no response', async () => {
  const peer = startPeer(variables);
  peer.send(initialize());
  await peer.response('init');
  for (turn of TURNS) {
    const id = (name: string): string => `${turn?.[0]} ${name}`;
    peer.send(...CALLS.map(([name, args], index) => toolCall(name, args, id(`${name} ${index}`))));
    for (const [index, [name]] of CALLS.entries()) await peer.response(id(`${name} ${index}`));
  }
  peer.send(...REJECTED);
  peer.raw('{"cnry\n');
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'cnry'].map(async (id) => peer.response(id)));
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
  expect(logOf(peer.stderr())).not.toContain(CANARY);
  expect(peer.stderr()).not.toContain(CANARY);
  // The protocol's answers are the one place for what the caller asked about, and even they have no secret.
  expect(peer.stdout()).toContain('cnry-customer');
  expect(peer.stdout()).not.toMatch(/cnry-(?:api-key|org-id|realm|cookie|elsewhere|html|input|shape)|cnry\.(?:py|js)/);
});
