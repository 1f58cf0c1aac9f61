import { startBackend } from '../harness/sandbox.js';
import { startToolCaller, type ToolFailure } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

const ARGUMENTS = {
  create_invoice: { customer_name: 'Status', amount: 10, currency: 'EUR' },
  get_invoice: { id: 'inv_1' },
  list_invoices: {},
  mark_invoice_paid: { id: 'inv_1' },
};
type Tool = keyof typeof ARGUMENTS;

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

/** The backend's responses as they are written; a text is no JSON string but the body itself. */
async function respondWith(status: number, body: unknown = { detail: 'Told why' }, headers = {}): Promise<void> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  await backend.fail({ kind: 'status', status, body: text, headers, times: 99 });
}

async function errorOf(tool: Tool, status: number, body?: unknown, headers = {}): Promise<ToolFailure> {
  await respondWith(status, body, headers);
  return service.error(tool, ARGUMENTS[tool]);
}

const CASES: [status: number, tool: Tool, code: string, details: object, message: RegExp][] = [
  [400, 'create_invoice', 'VALIDATION_ERROR', { retryable: false, fields: [] }, /"Told why"/],
  [400, 'list_invoices', 'VALIDATION_ERROR', { retryable: false, fields: [] }, /"Told why"/],
  [422, 'mark_invoice_paid', 'VALIDATION_ERROR', { retryable: false, fields: [] }, /"Told why"/],
  [401, 'create_invoice', 'UNAUTHORIZED', { retryable: false }, /AGENTPAY_API_KEY/],
  [401, 'list_invoices', 'UNAUTHORIZED', { retryable: false }, /AGENTPAY_API_KEY/],
  [403, 'create_invoice', 'UNAUTHORIZED', { retryable: false }, /not allowed to create the invoice.*"Told why"/],
  [403, 'get_invoice', 'UNAUTHORIZED', { retryable: false }, /not allowed to read invoice inv_1.*"Told why"/],
  [404, 'get_invoice', 'NOT_FOUND', { retryable: false }, /^Invoice inv_1 not found/],
  [404, 'mark_invoice_paid', 'NOT_FOUND', { retryable: false }, /^Invoice inv_1 not found/],
  [404, 'list_invoices', 'NOT_FOUND', { retryable: false }, /AGENTPAY_API_BASE_URL/],
  [409, 'create_invoice', 'INVALID_STATUS', { retryable: false }, /"Told why"/],
  [429, 'get_invoice', 'RATE_LIMITED', { retryable: true }, /too many requests/],
  [402, 'get_invoice', 'CLIENT_ERROR', { reason: 'unexpected_status', retryable: false }, /no usable answer/],
  [405, 'create_invoice', 'CLIENT_ERROR', { reason: 'unexpected_status', retryable: false }, /no usable answer/],
  [418, 'list_invoices', 'CLIENT_ERROR', { reason: 'unexpected_status', retryable: false }, /no usable answer/],
  [451, 'mark_invoice_paid', 'CLIENT_ERROR', { reason: 'unexpected_status', retryable: false }, /no usable answer/],
  [300, 'get_invoice', 'CLIENT_ERROR', { reason: 'redirect', retryable: false }, /not followed/],
  [307, 'get_invoice', 'CLIENT_ERROR', { reason: 'redirect', retryable: false }, /not followed/],
];

test.each(CASES)('%i for %s is %s with %j', async (status, tool, code, details, message) => {
  const error = await errorOf(tool, status);
  expect(error).toMatchObject({ code, details: { ...details, http_status: status } });
  expect(error.message).toMatch(message);
});

test.each([
  [500, 'get_invoice', { retryable: true }],
  [500, 'create_invoice', {}],
  [503, 'list_invoices', { retryable: true }],
  [599, 'get_invoice', { retryable: true }],
] as const)('%i for %s is INTERNAL_ERROR, and what it says stays with the backend', async (status, tool, details) => {
  await respondWith(status, { detail: 'Traceback: key test_abc' });
  // A service of its own: what it learned from the failures of another test must not count.
  const fresh = await startToolCaller(backend.variables);
  const error = await fresh.error(tool, ARGUMENTS[tool]);
  await fresh.close();
  expect(error).toMatchObject({ code: 'INTERNAL_ERROR', details: { ...details, http_status: status } });
  expect(error.message).toContain(`Orvion failed with status ${status}.`);
  expect(JSON.stringify(error)).not.toContain('Traceback');
});

test('what a 401 says stays with the backend', async () => {
  expect(JSON.stringify(await errorOf('get_invoice', 401, { detail: 'Traceback' }))).not.toContain('Traceback');
});

test.each([
  ['120', 120],
  ['0', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['1e3', undefined],
  ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
])('Retry-After %j is reported as %j seconds', async (value, seconds) => {
  const { code, details } = await errorOf('create_invoice', 429, undefined, { 'retry-after': value });
  expect([code, details.retry_after_seconds]).toEqual(['RATE_LIMITED', seconds]);
});

const missing = (...loc: unknown[]) => ({ type: 'missing', loc, msg: 'Field required', input: 'secret input' });

describe('a 422 whose detail', () => {
  test.each<[what: string, detail: unknown, fields: unknown[]]>([
    ['names a field', [missing('body', 'amount')], [{ field: 'amount', message: 'Field required' }]],
    ['names nested fields', [missing('body', 'a', 0, 'b')], [{ field: 'a.0.b', message: 'Field required' }]],
    ['names a query field', [missing('query', 'limit')], [{ field: 'limit', message: 'Field required' }]],
    ['names a field called body', [missing('body', 'body')], [{ field: 'body', message: 'Field required' }]],
    ['names nothing', [missing()], [{ field: 'request', message: 'Field required' }]],
    ['has no message', [{ loc: ['body', 'amount'] }], [{ field: 'amount', message: 'is not valid' }]],
    ['has a message of another type', [{ loc: 'x', msg: 7 }], [{ field: 'request', message: 'is not valid' }]],
    ['is a list of other things', ['text', null, 7], []],
    ['is an empty list', [], []],
    ['is an object', { amount: 'wrong' }, []],
    ['is null', null, []],
    ['is a number', 7, []],
  ])('%s is told field by field', async (_what, detail, fields) => {
    const error = await errorOf('create_invoice', 422, { detail });
    expect(error).toMatchObject({ code: 'VALIDATION_ERROR', details: { http_status: 422, fields } });
    expect(JSON.stringify(error)).not.toContain('secret input');
  });

  test('names several fields tells them all', async () => {
    const { details, message } = await errorOf('create_invoice', 422, {
      detail: [missing('body', 'amount'), missing('body', 'currency')],
    });
    expect(details.fields?.map(({ field }) => field)).toEqual(['amount', 'currency']);
    expect(message).toContain('amount: Field required; currency: Field required');
  });

  test.each([['not JSON at all'], ['<html><h1>Bad</h1></html>'], ['[]'], ['null'], ['{"detail": "half'], ['']])(
    'cannot be read, as the body is %j, is still VALIDATION_ERROR',
    async (body) => {
      const error = await errorOf('create_invoice', 422, body);
      expect(error).toMatchObject({ code: 'VALIDATION_ERROR', details: { http_status: 422, fields: [] } });
      expect(error.message).not.toContain('html');
    },
  );
});

describe('hostile text of the backend', () => {
  const HOSTILE = `\u0000\u001b[31m\r\n\u202e<script>alert(1)</script>\u200b${'A'.repeat(10_000)}`;

  test.each([400, 403, 409, 422])('in the sentence of a %i is cut and freed of control characters', async (status) => {
    const { message } = await errorOf('create_invoice', status, { detail: HOSTILE });
    expect(message).toContain('AAAA');
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(message.length).toBeLessThan(600);
  });

  test('in a list of fields is cut, and so is the list', async () => {
    const entry = { loc: ['body', HOSTILE], msg: HOSTILE };
    const { details, message } = await errorOf('create_invoice', 422, {
      detail: Array.from({ length: 40 }, () => entry),
    });
    expect(details.fields).toHaveLength(20);
    for (const { field, message: reported } of details.fields ?? []) {
      expect(field + reported).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect([field.length <= 300, reported.length <= 300]).toEqual([true, true]);
    }
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('beside detail is never shown', async () => {
    const body = { detail: 'Told why', url: 'http://10.0.0.7/admin', stack: 'Traceback (most recent call last)' };
    for (const status of [400, 403, 409, 418]) {
      expect(JSON.stringify(await errorOf('create_invoice', status, body))).not.toMatch(/10\.0\.0\.7|Traceback/);
    }
  });
});
