import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

beforeEach(async () => backend.fail());

const INVOICE = { customer_name: 'Dates', amount: 1, currency: 'EUR', status: 'draft' };
const HOUR_MS = 3_600_000;

test.each([
  ['a second before it is issued', { issued_at: '2026-03-01T12:00:00Z', due_at: '2026-03-01T11:59:59Z' }],
  ['earlier, though its clock shows more', { issued_at: '2026-03-01T12:00:00Z', due_at: '2026-03-01T13:00:00+02:00' }],
  ['in the past, issued now', { due_at: new Date(Date.now() - HOUR_MS).toISOString() }],
])('due %s is rejected', async (_when, dates) => {
  const { code, message, details } = await service.error('create_invoice', { ...INVOICE, ...dates });
  expect([code, details.fields]).toEqual(['VALIDATION_ERROR', [{ field: 'due_at', message: expect.any(String) }]]);
  expect(message).toContain('due_at must not be before issued_at');
  expect((await backend.seen()).received).toBe(0);
});

test.each([
  ['the moment it is issued', { issued_at: '2026-03-01T12:00:00Z', due_at: '2026-03-01T14:00:00+02:00' }],
  ['later', { issued_at: '2026-03-01T12:00:00Z', due_at: '2026-03-31T12:00:00Z' }],
  ['in the future, issued now', { due_at: new Date(Date.now() + HOUR_MS).toISOString() }],
])('due %s is taken', async (_when, dates) => {
  expect(await service.data('create_invoice', { ...INVOICE, ...dates })).toHaveProperty('invoice.status', 'draft');
});

test('a date whose offset carries it past the year 9999 is none', async () => {
  const dates = { due_at: '9999-12-31T23:59:59-14:00' };
  const { code } = await service.error('create_invoice', { ...INVOICE, ...dates });
  expect(code).toBe('VALIDATION_ERROR');
  expect(await service.data('create_invoice', { ...INVOICE, due_at: '9999-12-31T23:59:59Z' })).toBeDefined();
});
