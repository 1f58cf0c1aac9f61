// A host as people use one: a page that talks to the service as an MCP client, shows a view in a frame of no origin, and lets it
// call tools through ext-apps' own bridge.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { AppBridge, getToolUiResourceUri, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';
import type { McpUiHostCapabilities, McpUiHostContext } from '@modelcontextprotocol/ext-apps';
import { askPerson } from './ask-person.js';
import type { HostPage, Showing } from './showing.js';

const MIME_TYPE = 'text/html;profile=mcp-app';
const CAPABILITIES = {
  elicitation: { form: {} },
  extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: [MIME_TYPE] } },
};

const heard: HostPage['heard'] = { modelContext: [], html: '', meta: undefined, listed: [] };
let bridge: AppBridge;

async function show({ tool, args, context, revision, token, makesCalls }: Showing): Promise<void> {
  const mode = revision === '2026-07-28' ? { pin: revision } : ('legacy' as const);
  const client = new Client(
    { name: 'test-host', version: '1' },
    { capabilities: CAPABILITIES, versionNegotiation: { mode } },
  );
  client.setRequestHandler('elicitation/create', ({ params }) => askPerson(params));
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', location.href), { requestInit: { headers } }));

  const { tools } = await client.listTools();
  const { resources } = await client.listResources();
  heard.listed = resources.map(({ uri }) => uri);
  const uri = getToolUiResourceUri(tools.find(({ name }) => name === tool) ?? {});
  if (uri === undefined) throw new Error(`${tool} has no view`);
  const { contents } = await client.readResource({ uri });
  const [page] = contents;
  if (!page || !('text' in page) || page.mimeType !== MIME_TYPE) throw new Error(`${uri} is no view`);
  heard.html = page.text;
  heard.meta = page._meta;

  const can: McpUiHostCapabilities = { updateModelContext: { text: {} }, ...(makesCalls && { serverTools: {} }) };
  bridge = new AppBridge(client, { name: 'test-host', version: '1' }, can, { hostContext: context });
  bridge.onupdatemodelcontext = async (params) => {
    heard.modelContext.push(params);
    return {};
  };
  const frame = document.createElement('iframe');
  frame.title = 'View';
  frame.setAttribute('sandbox', 'allow-scripts');
  document.body.replaceChildren(frame);
  bridge.addEventListener('sizechange', ({ height }) => {
    if (height !== undefined) frame.style.height = `${height}px`;
  });
  const ready = new Promise((resolve) => bridge.addEventListener('initialized', resolve));
  await bridge.connect(new PostMessageTransport(frame.contentWindow!, frame.contentWindow!));
  frame.srcdoc = page.text;
  await ready;
  await bridge.sendToolInput({ arguments: args });
  await bridge.sendToolResult(await client.callTool({ name: tool, arguments: args }));
}

const change = async (context: McpUiHostContext): Promise<void> => bridge.sendHostContextChange(context);

const offered: HostPage = { show, heard, change };
Object.assign(window, offered);
