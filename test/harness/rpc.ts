import { MCP_HEADERS } from './messages.js';

/** The two revisions whose wire differs. */
export const REVISIONS = ['2026-07-28', '2025-11-25'] as const;
export type Revision = (typeof REVISIONS)[number];

/** A response to any request, with what is about the HTTP exchange. */
export interface RpcOutcome {
  readonly status: number;
  readonly challenge: string | null;
  readonly text: string;
  /** Empty when there is an error. */
  readonly result: Readonly<Record<string, unknown>>;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data?: Readonly<Record<string, unknown>>;
  };
}

/** Which parameter the header `Mcp-Name` repeats (2026-07-28, "Standard headers"). */
const NAMED_BY: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'tests', version: '1' },
};

/** Sends one request by hand, in the form of a revision, so that nothing is put right on the way. */
export async function rpc(
  endpoint: string,
  revision: Revision,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  token?: string,
): Promise<RpcOutcome> {
  const isModern = revision === '2026-07-28';
  const name: unknown = params[NAMED_BY[method] ?? ''];
  const headers = {
    ...MCP_HEADERS,
    'mcp-protocol-version': revision,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(isModern && { 'mcp-method': method }),
    ...(isModern && typeof name === 'string' && { 'mcp-name': headerText(name) }),
  };
  const body = {
    jsonrpc: '2.0',
    id: 1,
    method,
    params: isModern ? { ...params, _meta: { ...META, ...(params._meta as object) } } : params,
  };
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  const challenge = response.headers.get('www-authenticate');
  return { status: response.status, challenge, text, result: {}, ...(JSON.parse(text) as object) };
}

/** Text in a header, encoded where a header cannot hold it (SEP-2243). */
const headerText = (text: string): string =>
  /^[!-~](?:[ -~]*[!-~])?$/.test(text) ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`;
