import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { cleanEnvironment, ENTRY, startHttpProgram, type Program, type Variables } from '../harness/program.js';
import { GENERATIONS } from '../harness/clients.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { blocksIn } from './documents.js';
import { SHELL_COMMANDS } from './shell-commands.js';

/** How a snippet tells a client to reach the server. */
interface ServerEntry {
  readonly type?: string;
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: Variables;
  readonly url?: string;
}

type Snippet = readonly [where: string, entry: ServerEntry];

const PLACEHOLDER = '/path/to/orvion-mcp/dist/main.js';
const ENDPOINT = 'http://127.0.0.1:3000/mcp';

const inJson: Snippet[] = blocksIn('json').flatMap(({ where, text }) => {
  const { mcpServers, servers } = JSON.parse(text) as Record<string, Record<string, ServerEntry> | undefined>;
  return Object.values(mcpServers ?? servers ?? {}).map((entry) => [where, entry] as const);
});

const inShell: Snippet[] = SHELL_COMMANDS.filter(({ words }) => words.slice(0, 3).join(' ') === 'claude mcp add').map(
  ({ where, words }) => {
    const separator = words.indexOf('--');
    if (separator === -1)
      return [where, { type: words[words.indexOf('--transport') + 1] ?? '', url: words.at(-1) ?? '' }];
    const [command = '', ...args] = words.slice(separator + 1);
    return [where, { command, args }];
  },
);

const commandOf = ([, { type: _type, ...command }]: Snippet): string => JSON.stringify(command);

const SNIPPETS = [...inJson, ...inShell];
const stdioSnippets = SNIPPETS.filter(([, { command }]) => command !== undefined);
/** Several clients are told the same command; it is started once. */
const commands = [...new Map(stdioSnippets.map((snippet) => [commandOf(snippet), snippet])).values()];
const httpSnippets = SNIPPETS.filter(([, { url }]) => url !== undefined);

let backend: TestBackend;

beforeAll(async () => {
  backend = await startBackend();
});

afterAll(async () => backend.close());

const inReadme = (snippets: readonly Snippet[]): Snippet[] =>
  snippets.filter(([where]) => where.startsWith('README.md'));

test('the readme has a snippet for each client', () => {
  // Claude Desktop, Claude Code, Cursor, VS Code, and one with the real backend.
  expect(inReadme(stdioSnippets)).toHaveLength(5);
  // JSON and Claude Code.
  expect(inReadme(httpSnippets)).toHaveLength(2);
});

test.each(stdioSnippets)('the snippet at %s is one for stdio', (_where, { type = 'stdio', args }) => {
  expect(type).toBe('stdio');
  expect(args).toContain(PLACEHOLDER);
});

test.each(commands)(
  'the command at %s starts a server that a client can use',
  async (_where, { command = '', args = [], env = {} }) => {
    // The variables stay those of the snippet; only where they lead to is ours.
    const variables = Object.fromEntries(Object.keys(env).map((name) => [name, backend.variables[name] ?? '']));
    const home = cleanEnvironment(variables);
    const client = new Client({ name: 'orvion-tests', version: '1.0.0' });
    const started = {
      command,
      args: args.map((arg) => (arg === PLACEHOLDER ? ENTRY : arg)),
      env: home,
      cwd: home.HOME,
    };
    const transport = new StdioClientTransport({ ...started, stderr: 'ignore' });
    try {
      await client.connect(transport);
      const { structuredContent } = await client.callTool({ name: 'list_invoices', arguments: { limit: 1 } });
      const invoices = [{ status: expect.any(String) as string }];
      expect(structuredContent).toMatchObject({ ok: true, data: { invoices } });
    } finally {
      await transport.close();
    }
  },
);

describe('the snippets for HTTP', () => {
  let service: Program & { endpoint: string };

  beforeAll(async () => {
    service = await startHttpProgram(['--sandbox']);
  });

  afterAll(async () => service.stop());

  test.each(httpSnippets.flatMap((snippet) => GENERATIONS.map((generation) => [...snippet, generation] as const)))(
    'the one at %s leads to what npm start serves',
    async (_where, { type, url = '' }, generation) => {
      expect([type, url]).toEqual(['http', ENDPOINT]);
      const client = await generation.connect({ endpoint: url.replace(ENDPOINT, service.endpoint) });
      const answer = await client.call('list_invoices', { limit: 1 });
      await client.close();
      expect(answer.ok).toBe(true);
    },
  );
});
