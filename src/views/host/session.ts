import type { McpUiHostContext, McpUiInitializeRequest, McpUiInitializeResult } from '@modelcontextprotocol/ext-apps';
import { parseToolResponse, failedResponse, isFields, type ToolResponse, type Fields } from './tool-response.js';
import { HostConnection } from './connection.js';

/** What a view has received from its host. */
export interface ViewState {
  /** Theme, language and capabilities of the host. */
  readonly context: McpUiHostContext;
  /** Arguments of the tool call whose response the view shows. */
  readonly input: Fields;
  /** Undefined until the tool call has ended. */
  readonly response?: ToolResponse;
}

/** What an open view can do through its host. */
export interface Session {
  /** Whether the host makes tool calls for views. */
  readonly canCall: boolean;
  /** Calls a tool of the view's server on behalf of the user. Never rejects. */
  call(name: string, args: Fields): Promise<ToolResponse>;
  /** Adds what the user did in the view to the context of the model, without starting a turn. */
  updateModelContext(text: string, details: Fields): void;
}

/** The supported revision of MCP Apps. */
const PROTOCOL_VERSION = '2026-01-26';

/** Connects to the host and reports every change of the view state. */
export async function openSession(title: string, onChange: (change: Partial<ViewState>) => void): Promise<Session> {
  const connection = new HostConnection(window.parent, (method, params) => onChange(changeFrom(method, params)));
  const params: McpUiInitializeRequest['params'] = {
    appInfo: { name: 'orvion-mcp', title, version: '1' },
    appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
    protocolVersion: PROTOCOL_VERSION,
  };
  const result = (await connection.request('ui/initialize', params)) as McpUiInitializeResult;
  const { hostCapabilities: capabilities, hostContext } = result;
  onChange({ context: hostContext });
  connection.notify('ui/notifications/initialized');
  reportHeight(connection);
  return {
    canCall: capabilities.serverTools !== undefined,
    call: async (name, args) =>
      connection.request('tools/call', { name, arguments: args }).then(parseToolResponse).catch(failedResponse),
    updateModelContext: (text, details) => {
      if (!capabilities.updateModelContext) return;
      const context = { content: [{ type: 'text', text }], structuredContent: details };
      connection.request('ui/update-model-context', context).catch(() => undefined);
    },
  };
}

const CANCELED = { title: 'Canceled', text: 'The call was canceled before it had an answer.' };

function changeFrom(method: string, params: unknown): Partial<ViewState> {
  const { arguments: args } = isFields(params) ? params : {};
  if (method === 'ui/notifications/tool-input') return { input: isFields(args) ? args : {} };
  if (method === 'ui/notifications/tool-result') return { response: parseToolResponse(params) };
  if (method === 'ui/notifications/tool-cancelled') return { response: { ok: false, error: CANCELED } };
  return method === 'ui/notifications/host-context-changed' ? { context: params as McpUiHostContext } : {};
}

/** Hosts resize a view to the height that it reports; they choose its width themselves. */
function reportHeight(connection: HostConnection): void {
  let last = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height !== last) connection.notify('ui/notifications/size-changed', { height });
    last = height;
  }).observe(document.documentElement);
}
