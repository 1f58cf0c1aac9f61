import { startHttpProgram } from '../harness/program.js';
import { startBackend } from '../harness/sandbox.js';
import { waitFor } from '../harness/wait-for.js';
import { call, NO, STATE_KEY, YES } from './confirming-app.js';

const NOTICE = 'ORVION_MCP_STATE_KEY is not set';

interface Line {
  readonly context?: string;
  readonly outcome?: string;
  readonly confirmation?: string;
  readonly code?: string;
  readonly invoice_id?: string;
}

const linesOf = (stderr: string, context: string): Line[] =>
  stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line.context === context);

test('the log of writes says what a person had to do with each, and nothing of what they were shown', async () => {
  const backend = await startBackend();
  const program = await startHttpProgram([], {
    ...backend.variables,
    ORVION_MCP_CONFIRM_AMOUNT: '1000',
    ORVION_MCP_STATE_KEY: STATE_KEY,
    LOG_LEVEL: 'info',
  });
  const body = { customer_name: 'Canary Customer', amount: 2345.67, currency: 'EUR', status: 'sent' };
  const ids = await Promise.all([1, 2, 3].map(async () => (await backend.api('POST', '/invoices', body)).body.id));
  const [paid, declined, unable] = ids;
  const pay = async (id: unknown, more: object = {}) => call(program.endpoint, 'mark_invoice_paid', { id }, more);
  const { state = '' } = await pay(paid);
  await pay(paid, { state, responses: YES });
  await pay(declined, { state: (await pay(declined)).state, responses: NO });
  await pay(unable, { capabilities: {} });
  await pay(unable, { state: 'forged', responses: YES });
  await waitFor(() => linesOf(program.stderr(), 'AuditLog').length === 6);
  expect(
    linesOf(program.stderr(), 'AuditLog').map(({ invoice_id, outcome, confirmation, code }) => [
      invoice_id,
      outcome,
      confirmation,
      code,
    ]),
  ).toEqual([
    [paid, 'asked', 'asked', undefined],
    [paid, 'ok', 'accepted', undefined],
    [declined, 'asked', 'asked', undefined],
    [declined, 'error', 'declined', 'UNAUTHORIZED'],
    [unable, 'error', 'unasked', 'UNAUTHORIZED'],
    [undefined, 'error', undefined, 'UNAUTHORIZED'],
  ]);
  await program.stop();
  await backend.close();
  for (const secret of ['Canary', '2345', state, STATE_KEY]) expect(program.stderr()).not.toContain(secret);
});

test.each([
  [{ ORVION_MCP_ALLOWED_HOSTS: 'mcp.example.com' }, 1],
  [{ ORVION_MCP_ALLOWED_HOSTS: 'mcp.example.com', ORVION_MCP_STATE_KEY: STATE_KEY }, 0],
  [{ ORVION_MCP_ALLOWED_HOSTS: 'mcp.example.com', ORVION_MCP_CONFIRM: 'off' }, 0],
  [{}, 0],
])('a server with %j says %d times that only one replica could take an answer', async (variables, times) => {
  const program = await startHttpProgram(['--sandbox'], { LOG_LEVEL: 'warn', ...variables });
  // The notice may come after the line by which the start is known.
  await program.stop();
  expect(program.stderr().split(NOTICE).length - 1).toBe(times);
});
