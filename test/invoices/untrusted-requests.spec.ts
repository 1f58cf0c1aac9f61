import { startAskingApp } from '../confirmation/confirming-app.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { REVISIONS, rpc, type RpcOutcome } from '../harness/rpc.js';
import { use } from '../harness/use.js';
import { HOSTILE, hostileInvoice, INVISIBLE, ORDER, textsOf } from './hostile-text.js';

/** Short enough to be chosen from a list. */
const SHORT = `7"}]\n${ORDER}\u202e\u200b`;

/** Longer than any name, and each of its parts at one place only. */
const LONG = Array.from({ length: 100 }, (_, index) => `n${index}`).join('-');

let respond: (url: string) => [status: number, body: unknown];

const backend = use(async () =>
  startRawBackend(({ url = '' }, response) => {
    const [status, body] = respond(url);
    response.statusCode = status;
    response.end(JSON.stringify(body));
  }),
);
const service = use(async () =>
  startAskingApp({ ...backend.variables, ORVION_MCP_TOOLSETS: 'all', ORVION_MCP_CONFIRM: 'writes' }),
);

const template = { type: 'ref/resource', uri: 'orvion://invoices/{id}' };
const address = (reference: string): string =>
  `orvion://invoices/${encodeURIComponent(Buffer.from(reference).toString())}`;
const completing = (ref: object, name: string, value: string): [string, object] => [
  'completion/complete',
  { ref, argument: { name, value } },
];

/** Every request besides those for tools that the backend has a part in. */
const REQUESTS: [method: string, params: object][] = [
  ['resources/read', { uri: address('inv_1') }],
  ['resources/read', { uri: address(SHORT) }],
  completing(template, 'id', ''),
  completing(template, 'id', ORDER),
  completing({ type: 'ref/prompt', name: 'reconcile_payment' }, 'invoice', '7'),
  completing({ type: 'ref/prompt', name: 'chase_overdue_invoices' }, 'customer_email', ''),
];

const withoutQuotes = (text: string): string => text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');

/** What is wrong with a response, in words. The address of a resource comes back as the client gave it. */
function problemsIn({ result, error }: RpcOutcome): string[] {
  const { uri: _own, ...data } = error?.data ?? {};
  const { _meta, ...reported } = result;
  const contents = (reported.contents ?? []) as { text: string }[];
  const bodies = contents.map(({ text }) => JSON.parse(text) as unknown);
  const texts = textsOf([reported.completion, error?.message, data, bodies]);
  return [
    ...texts.filter((text) => INVISIBLE.test(text) || text.length > 2_100),
    ...[error?.message ?? '', ...contents.map(({ text }) => text)].filter((text) =>
      withoutQuotes(text).includes(ORDER),
    ),
  ];
}

const ask = async (revision: (typeof REVISIONS)[number], [method, params]: [string, object]): Promise<RpcOutcome> =>
  rpc(service.endpoint, revision, method, params as Record<string, unknown>);

describe.each(REVISIONS)('in %s', (revision) => {
  test.each(REQUESTS)('%s %j tells planted orders as data', async (...request) => {
    respond = (url) => [200, url.startsWith('/v1/invoices?') ? [hostileInvoice()] : hostileInvoice()];
    expect(problemsIn(await ask(revision, request))).toEqual([]);
  });

  test('completion suggests texts of the backend as values, and nothing that is not to be seen', async () => {
    respond = () => [200, [hostileInvoice({ number: SHORT, customer_email: SHORT })]];
    const suggested = REQUESTS.slice(2).map(async (request) => (await ask(revision, request)).result.completion);
    for (const completion of await Promise.all(suggested))
      expect(completion).toEqual({ values: [`7"}] ${ORDER}`], hasMore: false });
  });

  test.each([400, 403, 404, 409, 422, 429, 418, 500, 503, 307])(
    'an error %i with orders tells them in quotes or not at all',
    async (status) => {
      for (const body of [
        { detail: HOSTILE },
        { detail: [{ loc: ['body', HOSTILE], msg: HOSTILE, type: HOSTILE }] },
        { error: HOSTILE, [HOSTILE]: HOSTILE },
        HOSTILE,
      ]) {
        respond = () => [status, body];
        for (const request of REQUESTS) {
          const outcome = await ask(revision, request);
          expect([outcome.error?.code, problemsIn(outcome)]).toEqual([expect.any(Number), []]);
        }
      }
    },
  );

  test.each<[string, object]>([
    ['resources/read', { uri: `orvion://${SHORT}` }],
    ['prompts/get', { name: SHORT }],
    ['tools/call', { name: SHORT, arguments: {} }],
    completing({ type: 'ref/prompt', name: SHORT }, 'x', ''),
    completing({ type: 'ref/resource', uri: SHORT }, 'x', ''),
  ])('%s %j, which is nothing of ours, is reported in quotes', async (...request) => {
    const outcome = await ask(revision, request);
    expect([outcome.error?.code, problemsIn(outcome)]).toEqual([expect.any(Number), []]);
    expect(outcome.error?.message).toContain(ORDER);
  });

  test.each<[string, object]>([
    ['resources/read', { uri: LONG }],
    ['prompts/get', { name: LONG }],
    ['tools/call', { name: LONG, arguments: {} }],
    completing({ type: 'ref/prompt', name: LONG }, 'x', ''),
    completing({ type: 'ref/resource', uri: LONG }, 'x', ''),
  ])('%s repeats no more than 200 characters of a name that is nothing of ours', async (...request) => {
    const { error } = await ask(revision, request);
    expect(error?.message).toContain(LONG.slice(0, 200));
    expect(error?.message).not.toContain(LONG.slice(0, 201));
  });
});

describe('the question to a person', () => {
  test.each([
    ['mark_invoice_paid', { id: 'inv_1' }],
    ['mark_invoice_paid', { id: 'inv_1', payment_reference: HOSTILE }],
    ['cancel_invoice', { id: 'inv_1', reason: HOSTILE }],
    ['delete_invoice', { id: 'inv_1' }],
    ['create_invoice', { customer_name: HOSTILE.slice(0, 100), amount: 1, currency: 'EUR', external_id: SHORT }],
  ])('%s %j has planted orders in quotes alone, one line each', async (tool, args) => {
    for (const status of ['draft', 'sent', HOSTILE]) {
      respond = () => [200, hostileInvoice({ status, amount: HOSTILE })];
      const { message, response: rejected } = await service.call(tool, args);
      // Some statuses do not allow the step; then nobody is asked.
      expect(message === undefined).toBe(rejected?.error?.code === 'INVALID_STATUS');
      const lines = (message ?? '').split('\n');
      expect(
        lines.filter((line) => INVISIBLE.test(line) || line.replaceAll(/"[^"]*"/g, '').includes('IGNORE')),
      ).toEqual([]);
      expect(lines.length).toBeLessThan(10);
    }
    expect(backend.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});
