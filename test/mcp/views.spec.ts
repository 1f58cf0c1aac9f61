import { FastPathEndpoint } from '../../src/mcp/fast-path/fast-path.endpoint.js';
import { Resource, ResourceProvider } from '../../src/mcp/decorators/resource.decorator.js';
import { Tool, type ToolOptions } from '../../src/mcp/decorators/tool.decorator.js';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { View } from '../../src/mcp/decorators/view.decorator.js';
import { MCP_HEADERS } from '../harness/messages.js';
import { at } from './list-options.js';
import { NoInput, options, serveTools, type ToolApp } from './tool-app.js';

const MIME_TYPE = 'text/html;profile=mcp-app';
const ADDRESS = 'ui://tests/page.html';
const NOWHERE = { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] };
const UI = { csp: NOWHERE, prefersBorder: true };
const VIEW = { uri: ADDRESS, name: 'page', title: 'Page', description: 'A page' } as const;
const SHOWN: ToolOptions<NoInput, NoInput> = options('look', { input: NoInput, output: NoInput });

@ToolProvider()
@ResourceProvider()
class WithView {
  @Tool({ ...SHOWN, view: ADDRESS })
  look(): object {
    return {};
  }

  @View(VIEW)
  page(): string {
    return '<!doctype html><title>Page</title>';
  }

  @Resource(at('test://other'))
  other(): string {
    return 'other';
  }
}

@ToolProvider()
@ResourceProvider()
class WithoutView {
  @Tool(SHOWN)
  look(): object {
    return {};
  }

  @Resource(at('test://other'))
  other(): string {
    return 'other';
  }
}

/** The library with a view, and without. */
interface Pair {
  readonly after: ToolApp;
  readonly before: ToolApp;
}

async function startPair(isDirect: boolean): Promise<Pair> {
  const [after, before] = [await serveTools([WithView]), await serveTools([WithoutView])];
  if (!isDirect) for (const { app } of [after, before]) app.get(FastPathEndpoint).route = () => undefined;
  return { after, before };
}

let direct: Pair;
let bySdk: Pair;
beforeAll(async () => ([direct, bySdk] = [await startPair(true), await startPair(false)]));
afterAll(async () => {
  for (const { after, before } of [direct, bySdk]) await Promise.all([after.app.close(), before.app.close()]);
});

/** A client as far as requests tell: its revision, and what it says that it can do. */
interface ClientInfo {
  readonly revision: '2025-11-25' | '2026-07-28';
  readonly capabilities: object;
}

const announcing = (mimeTypes?: unknown): object => ({
  extensions: { 'io.modelcontextprotocol/ui': mimeTypes === undefined ? {} : { mimeTypes } },
});

interface Outcome {
  readonly text: string;
  readonly session: string | null;
  readonly result: {
    readonly tools: { readonly _meta?: object }[];
    readonly resources: { readonly uri: string; readonly mimeType: string; readonly _meta?: object }[];
    readonly contents: object[];
    readonly cacheScope?: string;
  };
  readonly error?: { readonly code: number };
}

async function post({ endpoint }: ToolApp, headers: Record<string, string>, body: object): Promise<Outcome> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...MCP_HEADERS, ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const session = response.headers.get('mcp-session-id');
  return { text, session, ...(JSON.parse(text) as Pick<Outcome, 'result' | 'error'>) };
}

const initialize = async (app: ToolApp, { revision, capabilities }: ClientInfo): Promise<Outcome> => {
  const params = { protocolVersion: revision, capabilities, clientInfo: { name: 'tests', version: '1' } };
  return post(app, {}, { jsonrpc: '2.0', id: 1, method: 'initialize', params });
};

/** Asks as such a client does: of the older revision with the session that its beginning was answered with, if there was one. */
async function ask(
  app: ToolApp,
  reported: ClientInfo,
  method: string,
  params: { uri?: string } = {},
): Promise<Outcome> {
  const { revision, capabilities } = reported;
  const message = { jsonrpc: '2.0', id: 2, method };
  if (revision === '2025-11-25') {
    const { session } = await initialize(app, reported);
    const headers = { 'mcp-protocol-version': revision, ...(session !== null && { 'mcp-session-id': session }) };
    return post(app, headers, { ...message, params });
  }
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': revision,
    'io.modelcontextprotocol/clientCapabilities': capabilities,
    'io.modelcontextprotocol/clientInfo': { name: 'tests', version: '1' },
  };
  const headers = {
    'mcp-protocol-version': revision,
    'mcp-method': method,
    ...(params.uri && { 'mcp-name': params.uri }),
  };
  return post(app, headers, { ...message, params: { ...params, _meta } });
}

const WAYS = [
  { way: 'directly', pair: () => direct },
  { way: 'by the SDK', pair: () => bySdk },
];
const REVISIONS = ['2025-11-25', '2026-07-28'] as const;
const CASES = REVISIONS.flatMap((revision) => WAYS.map((way) => ({ revision, ...way })));

describe.each(CASES)('in $revision, answered $way', ({ revision, pair }) => {
  test.each([
    ['nothing', {}],
    ['another extension', { extensions: { 'io.modelcontextprotocol/tasks': {} } }],
    ['views of another kind only', announcing(['text/uri-list'])],
  ])('a client that announces %s is answered byte for byte as if there were no views', async (_what, capabilities) => {
    const reported = { revision, capabilities };
    for (const method of ['tools/list', 'resources/list', 'resources/templates/list']) {
      const [got, expected] = [await ask(pair().after, reported, method), await ask(pair().before, reported, method)];
      expect(got.text).toBe(expected.text);
      expect(got.text).toContain('"result"');
    }
    const unread = await ask(pair().after, reported, 'resources/read', { uri: ADDRESS });
    const unknown = await ask(pair().before, reported, 'resources/read', { uri: ADDRESS });
    expect(unread.text).toBe(unknown.text);
    expect(unread.error?.code).toBe(revision === '2026-07-28' ? -32_602 : -32_002);
  });

  test.each([
    ['views', announcing([MIME_TYPE])],
    ['views among others', announcing(['text/uri-list', MIME_TYPE])],
    ['the extension without naming kinds', announcing()],
  ])('a client that announces %s is told which view shows a tool, and gets it', async (_what, capabilities) => {
    const reported = { revision, capabilities };
    const { tools, cacheScope } = (await ask(pair().after, reported, 'tools/list')).result;
    expect(tools.map(({ _meta }) => _meta)).toEqual([{ ui: { resourceUri: ADDRESS }, 'ui/resourceUri': ADDRESS }]);
    expect(cacheScope).toBe(revision === '2026-07-28' ? 'private' : undefined);
    const listed = (await ask(pair().after, reported, 'resources/list')).result;
    expect(listed.cacheScope).toBe(cacheScope);
    expect(listed.resources).toEqual([
      expect.objectContaining({ uri: 'test://other' }),
      { ...VIEW, mimeType: MIME_TYPE, _meta: { ui: UI } },
    ]);
    const read = (await ask(pair().after, reported, 'resources/read', { uri: ADDRESS })).result;
    const text = '<!doctype html><title>Page</title>';
    expect(read.contents).toEqual([{ uri: ADDRESS, mimeType: MIME_TYPE, text, _meta: { ui: UI } }]);
  });
});

const older = (capabilities: object): ClientInfo => ({ revision: '2025-11-25', capabilities });

test('only a client of the older revisions that announces views is given a session, which says nothing else', async () => {
  const first = await initialize(direct.after, older(announcing([MIME_TYPE])));
  const second = await initialize(direct.after, older(announcing([MIME_TYPE])));
  expect(first.session).toMatch(/^views-[0-9a-f-]{36}$/);
  expect(second.session).not.toBe(first.session);
  const withoutViews = await initialize(direct.after, older({}));
  expect(withoutViews.session).toBeNull();
  expect(withoutViews.text).toBe((await initialize(direct.before, older({}))).text);
  expect(first.text).toBe(withoutViews.text);
  for (const session of ['views', 'views-', 'x', `${first.session} `.repeat(2)]) {
    const response = await post(
      direct.after,
      { 'mcp-session-id': session },
      { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    );
    expect(response.text).not.toContain('resourceUri');
  }
});
