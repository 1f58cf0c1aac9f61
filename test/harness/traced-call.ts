import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from './messages.js';

/** A result with what is about the call. */
export interface TracedResult {
  readonly _meta: Readonly<Record<string, string>>;
  readonly isError: boolean;
  readonly structuredContent: {
    readonly ok: boolean;
    readonly data: Record<string, unknown> | null;
    readonly error: { readonly code: string; readonly details: Record<string, unknown> } | null;
  };
}

export const REQUEST_ID = 'sh.orvion/request_id';

/** The two forms of a call whose wire differs. */
export const ERAS = ['2026-07-28', '2025-11-25'] as const;
export type Era = (typeof ERAS)[number];

/** A call with entries of `_meta` besides what its revision has there. */
export function callWithMeta(era: Era, tool: string, args: unknown, meta: object, id: string | number = 1): object {
  const message = era === '2026-07-28' ? modernCall(tool, args) : toolCall(tool, args);
  const params = message.params as { _meta?: object };
  return { ...message, id, params: { ...params, _meta: { ...params._meta, ...meta } } };
}

/** Headers of its request. */
export const headersOf = (era: Era, tool: string): Record<string, string> =>
  era === '2026-07-28' ? modernHeaders(tool) : { ...MCP_HEADERS, 'mcp-protocol-version': era };

/** The id of the invoice in a result that has one. */
export const invoiceIdOf = ({ structuredContent }: TracedResult): string =>
  (structuredContent.data as { invoice: { id: string } }).invoice.id;

/** Makes a call over HTTP and gives its whole result. */
export async function post(
  endpoint: string,
  era: Era,
  tool: string,
  args: unknown = {},
  { meta = {}, headers = {} }: { meta?: object; headers?: Record<string, string> } = {},
): Promise<TracedResult> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...headersOf(era, tool), ...headers },
    body: JSON.stringify(callWithMeta(era, tool, args, meta)),
  });
  return ((await response.json()) as { result: TracedResult }).result;
}
