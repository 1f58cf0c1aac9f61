// A tool that cannot be offered stops every command that builds the service, with its own sentence and the code of a fault of
// the program. It is added at run time: the list of tools is read when a service starts.
import type { Type } from '@nestjs/common';
import { EXIT } from '../../src/cli/exit-codes.js';
import { run } from '../../src/cli/run.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { INVOICE_TOOLS } from '../../src/invoices/tools/index.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { options } from '../mcp/tool-app.js';

const BACKEND = { AGENTPAY_API_BASE_URL: 'http://localhost:8000/v1', AGENTPAY_API_KEY: 'test_none' };

@ToolProvider()
class Misspelt {
  @Tool(options('look', { toolset: 'wirte', scope: 'invoices:read' }))
  run(): object {
    return {};
  }
}

const { env } = process;
const stdoutWrite = Object.getOwnPropertyDescriptor(process.stdout, 'write');

beforeAll(() => {
  (INVOICE_TOOLS as Type[]).push(Misspelt);
  process.env = { ...env, ...BACKEND, ORVION_MCP_LISTEN_PORT: '0', ORVION_MCP_SANDBOX_DATABASE: ':memory:' };
});

afterAll(() => {
  process.env = env;
  // The stdio command claims stdout for the protocol.
  if (stdoutWrite) Object.defineProperty(process.stdout, 'write', stdoutWrite);
  else Reflect.deleteProperty(process.stdout, 'write');
});

const unstyled = (text: string): string => text;

test.each([
  ['tools'],
  ['check-config'],
  ['doctor'],
  ['stdio'],
  ['http'],
  ['http', '--sandbox'],
  ['stdio', '--sandbox'],
])('%s %s', async (...args) => {
  const said: string[] = [];
  const results: string[] = [];
  const terminal: Terminal = {
    out: (text) => results.push(text),
    say: (text) => said.push(text),
    bold: unstyled,
    dim: unstyled,
    styled: (_style, text) => text,
    interactive: false,
    flushed: async () => Promise.resolve(),
  };
  expect(await run(args, terminal, new AbortController().signal)).toBe(EXIT.software);
  expect(said).toEqual([
    'Misspelt.run names the toolset "wirte", which nobody can switch on. ' +
      'Use one of read, analytics, create, pay, cancel, delete.',
  ]);
  expect(results).toEqual([]);
});
