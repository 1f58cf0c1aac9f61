// The tool that docs/contributing.md adds, added: its files are those of the folder worked-example, which are compiled and linted as
// all others are, and its own test and the claims of its description are run here.
import type { Type } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { INVOICE_TOOLS } from '../../src/invoices/tools/index.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { startToolCaller, type ToolCaller } from '../harness/tool-caller.js';
import { blocksIn } from './documents.js';
import { READING } from './worked-example/claims.example.js';
import { GetInvoiceStatusTool } from './worked-example/get-invoice-status.tool.js';
import './worked-example/invoice-status.example.js';

const FOLDER = 'test/docs/worked-example';
const shown = blocksIn('ts')
  .filter(({ where }) => where.startsWith('docs/contributing.md'))
  .map(({ text }) => text);

// What the second step of the document says, done at run time: the list is read when a service starts.
(INVOICE_TOOLS as Type[]).push(GetInvoiceStatusTool);

/** A file of the folder with the imports that it would have in its place. */
const inPlace = (file: string, ...moved: readonly (readonly [from: string, to: string])[]): string =>
  moved.reduce((text, [from, to]) => text.replaceAll(`'${from}`, `'${to}`), readFileSync(`${FOLDER}/${file}`, 'utf8'));

test('the tool shown is the one that is compiled', () => {
  const tool = inPlace(
    'get-invoice-status.tool.ts',
    ['../../../src/mcp/', '../../mcp/'],
    ['../../../src/invoices/', '../'],
  );
  expect(shown).toContain(tool);
});

test('the line shown is that of every other tool', () => {
  const [, line = ''] = shown;
  const index = readFileSync('src/invoices/tools/index.ts', 'utf8');
  expect(index).toContain(
    line.replace('GetInvoiceStatusTool', 'GetInvoiceTool').replace('get-invoice-status', 'get-invoice'),
  );
});

test('the test shown is the one that is run', () => {
  expect(shown).toContain(inPlace('invoice-status.example.ts', ['../../harness/', '../harness/']));
});

test('the claims shown are the ones that are proved', () => {
  const [, , , claims = ''] = shown;
  const [, body] = readFileSync(`${FOLDER}/claims.example.ts`, 'utf8').split('export const READING: Claims = {\n');
  expect(`${claims}};\n`).toBe(body);
});

describe('its description', () => {
  let backend: TestBackend;
  let tools: ToolCaller;

  beforeAll(async () => {
    backend = await startBackend();
    tools = await startToolCaller(backend.variables);
  });

  afterAll(async () => {
    await tools.close();
    await backend.close();
  });

  const claims = READING.get_invoice_status ?? [];

  test('is made of its claims', () => {
    const text = claims.map(([sentence]) => sentence).join(' ');
    expect(readFileSync(`${FOLDER}/get-invoice-status.tool.ts`, 'utf8')).toContain(`description: '${text}'`);
  });

  test.each(claims)('%s', async (_sentence, proof) => {
    expect.hasAssertions();
    await proof({ tools, backend });
  });
});
