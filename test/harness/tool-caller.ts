import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { startApp } from './app.js';
import type { Envelope, ListedTool } from './clients.js';
import { modernCall, modernHeaders } from './messages.js';
import type { Variables } from './program.js';

/** A JSON-RPC answer with its HTTP status. */
export interface RpcResponse {
  readonly status: number;
  readonly text: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The error of an envelope, its details typed as far as tests read them. */
export interface ToolFailure {
  readonly code: string;
  readonly message: string;
  readonly details: Record<string, unknown> & { readonly fields?: readonly { field: string; message: string }[] };
}

/** The service in this process; it holds every response of a tool against what tools promise. */
export interface ToolCaller {
  /** The envelope of a call. A string argument such as `json:1e400` stands in the message as `1e400`. */
  call(tool: string, args?: unknown): Promise<Envelope>;
  /** Data of a call that has to succeed. */
  data(tool: string, args?: unknown): Promise<Record<string, unknown>>;
  /** The error of a call that has to fail. */
  error(tool: string, args?: unknown): Promise<ToolFailure>;
  /** A response, whatever it says, for calls that are malformed as messages. */
  send(tool: unknown, args?: unknown): Promise<RpcResponse>;
  close(): Promise<void>;
}

const LITERAL = /"json:((?:[^"\\]|\\.)*)"/g;

export async function startToolCaller(variables: Variables): Promise<ToolCaller> {
  const app = await startApp(variables);
  const post = async (message: object, headers: Record<string, string>): Promise<RpcResponse> => {
    const body = JSON.stringify(message).replaceAll(LITERAL, '$1');
    const response = await fetch(`http://127.0.0.1:${app.port}/mcp`, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, text, ...(JSON.parse(text) as object) };
  };
  const send = async (tool: unknown, args: unknown = {}) =>
    post(modernCall(tool as string, args), modernHeaders(String(tool)));
  const check = responseChecks(await post(listMessage(), listHeaders()), variables);
  const call = async (tool: string, args?: unknown): Promise<Envelope> => check(tool, await send(tool, args));
  return {
    call,
    data: async (tool, args) => {
      const { data, error } = await call(tool, args);
      expect(error).toBeNull();
      return data ?? {};
    },
    error: async (tool, args) => {
      const { data, error } = await call(tool, args);
      expect(data).toBeNull();
      return error as ToolFailure;
    },
    send,
    close: async () => app.close(),
  };
}

const listMessage = () => ({ ...modernCall(''), method: 'tools/list' });

function listHeaders(): Record<string, string> {
  const { 'mcp-name': _none, ...headers } = modernHeaders('');
  return { ...headers, 'mcp-method': 'tools/list' };
}

const INTERNALS = ['bearer', 'authorization', 'user-agent', 'x-request-id', 'axios', 'node_modules', '.js:', '.ts:'];

/** What no error may show, wherever it comes from: the backend's address, the key, headers, stacks, names of files. */
const forbiddenWords = ({ AGENTPAY_API_KEY = '', AGENTPAY_API_BASE_URL = '' }: Variables): string[] => [
  AGENTPAY_API_KEY,
  new URL(AGENTPAY_API_BASE_URL).host,
  ...INTERNALS,
];

function responseChecks({ result }: RpcResponse, variables: Variables) {
  const validator = new AjvJsonSchemaValidator();
  const tools = (result as { tools: ListedTool[] }).tools;
  const schemas = new Map(tools.map(({ name, outputSchema = {} }) => [name, validator.getValidator(outputSchema)]));
  const forbidden = forbiddenWords(variables);
  return (tool: string, { status, text, result: called }: RpcResponse): Envelope => {
    expect([status, text]).toEqual([200, expect.stringContaining('"structuredContent"')]);
    const { content, structuredContent, isError } = called as {
      content: unknown;
      structuredContent: Envelope;
      isError: boolean;
    };
    expect(content).toEqual([{ type: 'text', text: JSON.stringify(structuredContent) }]);
    expect(schemas.get(tool)?.(structuredContent).errorMessage).toBeUndefined();
    const { ok, data, error } = structuredContent;
    expect([isError, data === null, error === null]).toEqual([!ok, !ok, ok]);
    if (error) {
      expect(forbidden.filter((word) => text.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
      expect(text.length).toBeLessThan(60_000);
    }
    return structuredContent;
  };
}
