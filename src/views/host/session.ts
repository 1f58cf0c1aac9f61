import type { McpUiHostContext, McpUiInitializeRequest, McpUiInitializeResult } from '@modelcontextprotocol/ext-apps';
import { answerOf, failedAnswer, isFields, type Answer, type Fields } from './answer.js';
import { HostConnection } from './connection.js';

/** What a view is told, as it comes. */
export interface Told {
  /** What the host is like: theme, language, what it can do. */
  readonly context: McpUiHostContext;
  /** Arguments of the call that the view shows the answer of. */
  readonly input: Fields;
  /** Undefined until the call has ended. */
  readonly answer?: Answer;
}

/** An open view: what it can do through its host. */
export interface Session {
  /** Whether the host makes calls for views. */
  readonly canCall: boolean;
  /** Calls a tool of the server that the view came from, as the user of the host. Never rejects. */
  call(name: string, args: Fields): Promise<Answer>;
  /** Lets the model know what its user did here; it is not asked to do anything. */
  tellModel(text: string, facts: Fields): void;
}

/** The revision of MCP Apps that is spoken here. */
const PROTOCOL_VERSION = '2026-01-26';

/** Opens the line to the host, and tells of everything that is heard on it. */
export async function openSession(title: string, onTold: (change: Partial<Told>) => void): Promise<Session> {
  const connection = new HostConnection(window.parent, (method, params) => onTold(toldBy(method, params)));
  const params: McpUiInitializeRequest['params'] = {
    appInfo: { name: 'orvion-mcp', title, version: '1' },
    appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
    protocolVersion: PROTOCOL_VERSION,
  };
  const result = (await connection.request('ui/initialize', params)) as McpUiInitializeResult;
  const { hostCapabilities: can, hostContext } = result;
  onTold({ context: hostContext });
  connection.notify('ui/notifications/initialized');
  reportHeight(connection);
  return {
    canCall: can.serverTools !== undefined,
    call: async (name, args) =>
      connection.request('tools/call', { name, arguments: args }).then(answerOf).catch(failedAnswer),
    tellModel: (text, facts) => {
      if (!can.updateModelContext) return;
      const context = { content: [{ type: 'text', text }], structuredContent: facts };
      connection.request('ui/update-model-context', context).catch(() => undefined);
    },
  };
}

const CANCELED = { title: 'Canceled', text: 'The call was canceled before it had an answer.' };

function toldBy(method: string, params: unknown): Partial<Told> {
  const { arguments: args } = isFields(params) ? params : {};
  if (method === 'ui/notifications/tool-input') return { input: isFields(args) ? args : {} };
  if (method === 'ui/notifications/tool-result') return { answer: answerOf(params) };
  if (method === 'ui/notifications/tool-cancelled') return { answer: { ok: false, refusal: CANCELED } };
  return method === 'ui/notifications/host-context-changed' ? { context: params as McpUiHostContext } : {};
}

/** Hosts make room for a view as it grows and shrinks; its width is theirs to choose. */
function reportHeight(connection: HostConnection): void {
  let last = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height !== last) connection.notify('ui/notifications/size-changed', { height });
    last = height;
  }).observe(document.documentElement);
}
