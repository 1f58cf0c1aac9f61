import { ledger } from '../harness/ledger.js';
import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';
import { NOT_AMOUNTS, NOT_CURRENCIES, NOT_DATE_TIMES, NOT_EMAILS, NOT_TEXTS } from './not-arguments.js';

const CREATE = { customer_name: 'Bad Input', amount: 10, currency: 'EUR' };
const ID = { id: 'inv_bad_input' };

let before: string[];

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

beforeAll(async () => {
  before = await ledger(backend);
  await backend.fail();
});

const nothingWasAsked = async (): Promise<void> => expect((await backend.seen()).received).toBe(0);

/** Names of the faulty arguments, in order of the alphabet. */
async function errorsOf(tool: string, args: object): Promise<string[]> {
  const { code, message, details } = await service.error(tool, args);
  expect([code, details.retryable, details.http_status]).toEqual(['VALIDATION_ERROR', false, undefined]);
  await nothingWasAsked();
  const fields = (details.fields ?? []).map(({ field }) => field);
  for (const field of fields) expect(message).toContain(field);
  return fields.toSorted();
}

const TEXTS = (max: number) => [...NOT_TEXTS, 'x'.repeat(max + 1)];

/** Arguments and what they must not be. Null is none of it for optional ones, where it counts as absent. */
const ARGUMENTS: [tool: string, rest: object, name: string, wrong: readonly unknown[]][] = [
  ['create_invoice', CREATE, 'customer_name', [...TEXTS(200), null]],
  ['create_invoice', CREATE, 'amount', [...NOT_AMOUNTS, null]],
  ['create_invoice', CREATE, 'currency', [...NOT_CURRENCIES, null]],
  ['create_invoice', CREATE, 'customer_email', NOT_EMAILS],
  ['create_invoice', CREATE, 'customer_wallet', TEXTS(2000)],
  ['create_invoice', CREATE, 'external_id', TEXTS(200)],
  ['create_invoice', CREATE, 'issued_at', NOT_DATE_TIMES],
  ['create_invoice', CREATE, 'due_at', NOT_DATE_TIMES],
  ['create_invoice', CREATE, 'status', ['', 'SENT', 'paid', 'overdue', 'canceled', 1, true, ['sent'], {}]],
  ['get_invoice', {}, 'id', [...TEXTS(128), null]],
  ['list_invoices', {}, 'status', ['', 'SENT', 'cancelled', 'open', 'sent,paid', 1, true, ['sent'], {}]],
  ['list_invoices', {}, 'customer_email', NOT_EMAILS],
  ['list_invoices', {}, 'limit', [0, -1, 101, 1.5, '', 'ten', '1e1', '0x10', '101', 'json:1e400', true, [1], {}]],
  ['list_invoices', {}, 'cursor', [...TEXTS(200), 'nonsense', 'MTowOnh4', '🧾', '../..', "' OR 1=1 --"]],
  ['mark_invoice_paid', {}, 'id', [...TEXTS(128), null]],
  ['mark_invoice_paid', ID, 'paid_at', NOT_DATE_TIMES],
  ['mark_invoice_paid', ID, 'amount_paid', NOT_AMOUNTS],
  ['mark_invoice_paid', ID, 'payment_reference', TEXTS(200)],
];

describe.each(ARGUMENTS)('%s refuses as %s', (tool, rest, name, wrong) => {
  test.each(wrong.map((value) => [value]))(`${name} %j`, async (value) => {
    expect(await errorsOf(tool, { ...rest, [name]: value })).toEqual([name]);
  });
});

describe('every tool', () => {
  test.each(['create_invoice', 'get_invoice', 'list_invoices', 'mark_invoice_paid'])(
    '%s refuses unknown arguments and lists the valid ones',
    async (tool) => {
      const { details } = await service.error(tool, { ...CREATE, ...ID, limit: 1, colour: 'red' });
      const colour = details.fields?.find(({ field }) => field === 'colour');
      expect(colour?.message).toMatch(/^unknown argument; the valid ones are [a-z]/);
    },
  );

  test.each(['constructor', 'toString', 'Id', 'ID ', 'id.x', '', '\u0000', '🧾', 'x'.repeat(65)])(
    'get_invoice refuses the argument name %j',
    async (name) => {
      expect(await errorsOf('get_invoice', { ...ID, [name]: 1 })).toEqual([name.slice(0, 64)]);
    },
  );

  test.each([
    ['create_invoice', {}, ['amount', 'currency', 'customer_name']],
    ['get_invoice', {}, ['id']],
    ['mark_invoice_paid', {}, ['id']],
  ])('%s names every missing argument at once', async (tool, args, missing) => {
    expect(await errorsOf(tool, args)).toEqual(missing);
  });

  test('a prototype lends no arguments', async () => {
    expect(await errorsOf('get_invoice', JSON.parse('{"__proto__": {"id": "inv_1"}}') as object)).toEqual(['id']);
  });

  test('create_invoice names every fault at once', async () => {
    const wrong = {
      customer_name: ' ',
      amount: 'json:1e400',
      currency: 'E',
      customer_email: 'nobody',
      customer_wallet: '',
      issued_at: '2026-02-30T10:00:00Z',
      due_at: 'tomorrow',
      external_id: 7,
      status: 'paid',
      colour: 'red',
    };
    expect(await errorsOf('create_invoice', wrong)).toEqual(Object.keys(wrong).toSorted());
  });

  test('a flood of unknown arguments gets a short response', async () => {
    const flood = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`a${index}`, 1]));
    const { code, message } = await service.error('get_invoice', { ...ID, ...flood });
    expect(code).toBe('VALIDATION_ERROR');
    expect(message.length).toBeLessThan(10_000);
  });
});

describe('calls that are malformed as messages', () => {
  test.each(['drop_everything', '../get_invoice', 'GET_INVOICE', '__proto__', 'constructor', ''])(
    'the unknown tool %j is answered with -32602',
    async (tool) => {
      expect((await service.send(tool, ID)).error).toMatchObject({ code: -32_602 });
      await nothingWasAsked();
    },
  );

  test.each([[[]], [[ID]], ['id=inv_1'], [5], [true], [null]])(
    'arguments %j are answered with -32602',
    async (args) => {
      expect((await service.send('get_invoice', args)).error).toMatchObject({ code: -32_602 });
      await nothingWasAsked();
    },
  );
});

test('after all of it the service serves, and the database is as it was', async () => {
  expect((await service.call('list_invoices')).ok).toBe(true);
  expect(await ledger(backend)).toEqual(before);
});
