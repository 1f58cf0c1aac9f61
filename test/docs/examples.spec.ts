import { GENERATIONS, type Envelope, type TestClient } from '../harness/clients.js';
import { curl } from '../harness/curl.js';
import { startHttpProgram, startProgram, type Program } from '../harness/program.js';
import { DOCUMENTS } from './documents.js';
import { SHELL_COMMANDS } from './shell-commands.js';

const [readme] = DOCUMENTS;
const tools = DOCUMENTS.find(({ path }) => path === 'docs/tools.md');
const json = [...(readme?.blocks ?? []), ...(tools?.blocks ?? [])]
  .filter(({ language }) => language === 'json')
  .map(({ text }) => JSON.parse(text) as Record<string, unknown>);
const calls = json.flatMap(({ name, arguments: args }) =>
  typeof name === 'string' && args ? [{ name, args: args as Record<string, unknown> }] : [],
);
const envelopes = json.filter((value) => 'ok' in value) as unknown as Envelope[];
const logLine = json.find((value) => 'level' in value);

let service: Program & { endpoint: string; origin: string };
let client: TestClient;

beforeAll(async () => {
  service = await startHttpProgram(['--sandbox'], { ORVION_MCP_TOOLSETS: 'all', ORVION_MCP_CONFIRM: 'off' });
  client = await GENERATIONS[0]!.connect(service);
});

afterAll(async () => {
  await client.close();
  await service.stop();
});

test('the envelopes shown are the ones that come', async () => {
  const [succeeded, failed] = envelopes;
  expect(envelopes).toHaveLength(2);
  const reading = calls.find(({ name }) => name === 'get_invoice');
  expect(await client.call('get_invoice', reading?.args)).toMatchObject(succeeded as object);
  const { error } = await client.call('get_invoice', { id: 'inv_123' });
  expect({ ...error, details: { ...error?.details, request_id: failed?.error?.details.request_id } }).toEqual(
    failed?.error,
  );
});

test('every tool has an example call, and each does what it shows', async () => {
  const listed = await client.tools();
  expect([...new Set(calls.map(({ name }) => name))].toSorted()).toEqual(listed.map(({ name }) => name));
  for (const { name, args } of calls) {
    expect(await client.call(name, args)).toMatchObject({ ok: true, error: null });
  }
});

test('every tool that changes something says which invoice, for the audit log', async () => {
  const writing = (await client.tools()).filter(({ annotations }) => annotations?.readOnlyHint === false);
  expect(writing).not.toEqual([]);
  for (const { name } of writing) {
    const [, line = ''] = await service.said(new RegExp(`^(\\{.*"tool":"${name}".*"msg":"write".*\\})$`, 'm'));
    expect(JSON.parse(line)).toMatchObject({ tool: name, invoice_id: expect.stringMatching(/^inv_/) as string });
  }
});

test('the log line shown is the one that is written', async () => {
  await client.call('list_invoices');
  const [, line = '{}'] = await service.said(/^(\{.*"list_invoices".*\})$/m);
  const written = JSON.parse(line) as Record<string, unknown>;
  expect(Object.keys(written)).toEqual(Object.keys(logLine ?? {}));
  expect({ ...logLine, ...pick(written, ['time', 'duration_ms', 'request_id']) }).toEqual(written);
});

test('the start shown is the one that is printed', () => {
  const shown = readme?.blocks.find(({ text }) => text.startsWith('Orvion MCP is running'))?.text;
  const printed = service.stderr().replaceAll(service.origin, 'http://127.0.0.1:3000');
  expect(printed).toContain(shown?.replace(/\/home\/you\/\S+/, ':memory:'));
});

/** Findings of the doctor but the first: which Node runs the tests is not the document's matter. */
const judged = (text: string): string[] =>
  text.split('\n').filter((line) => /^\w+ +(?:settings|sandbox|backend|key|clock) /.test(line));

test('the findings of the doctor shown are the ones that are printed', async () => {
  const shown = DOCUMENTS.flatMap(({ blocks }) => blocks).find(({ text }) => text.includes('  clock  '))?.text ?? '';
  const program = startProgram(['doctor', '--sandbox']);
  expect(await program.ended).toBe(0);
  const lines = judged(shown);
  expect(lines).toHaveLength(5);
  expect(judged(program.stdout())).toEqual(lines.map((line) => line.replace(/\/home\/you\/\S+/, ':memory:')));
});

const curls = SHELL_COMMANDS.filter(({ words: [program] }) => program === 'curl');

test.each(curls)('$line', async ({ line }) => {
  const command = line.replace('http://127.0.0.1:3000', service.origin);
  expect(command).not.toBe(line);
  const body = await curl(command);
  // A probe says so itself; a call says so in its result.
  expect(JSON.parse(body)).toMatchObject(line.includes('/mcp') ? { result: { isError: false } } : { status: 'ok' });
});

const pick = (from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, from[name]]));
