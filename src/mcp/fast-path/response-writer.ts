import type { CallResult } from '../envelope/call-result.js';
import type { ServerIdentity } from '../mcp.options.js';
import { LEGACY_VERSIONS, SERVER_INFO_META } from '../protocol/protocol-constants.js';
import type { Era } from './fast-path-message.js';

/** The fields that every result of 2026-07-28 has in addition to its own, in the order in which the SDK writes them. */
export const modernFields = (identity: ServerIdentity, own: object = {}): object => ({
  resultType: 'complete',
  ...own,
  _meta: { [SERVER_INFO_META]: serverInfo(identity) },
});

const serverInfo = ({ name, version, title }: ServerIdentity): object => ({ name, version, title });

/** The result of an `initialize`, with the revision that the client wants if it is supported, else with the latest. */
export function initializeResult(
  wanted = '',
  capabilities: object,
  { instructions, ...identity }: ServerIdentity,
): string {
  const protocolVersion = LEGACY_VERSIONS.includes(wanted) ? wanted : LEGACY_VERSIONS[0];
  return JSON.stringify({ protocolVersion, capabilities, serverInfo: identity, instructions });
}

/** Writes responses as JSON text, byte for byte as the SDK does. */
export class ResponseWriter {
  /** The end of `_meta`, after the entries of the call. */
  private readonly meta: Readonly<Record<Era, string>>;

  constructor(identity: ServerIdentity) {
    const info = JSON.stringify({ [SERVER_INFO_META]: serverInfo(identity) });
    this.meta = { legacy: '}', modern: `,${info.slice(1)}` };
  }

  /** The response to a `tools/call`. */
  call(id: string | number, era: Era, { _meta, content, structuredContent, isError }: CallResult): string {
    const meta = JSON.stringify(_meta ?? {}).slice(0, -1) + this.meta[era];
    // The text block is already the JSON of the structured content, so it is not serialized again.
    const [block] = content;
    const data = structuredContent ? `,"structuredContent":${String(block?.text)}` : '';
    const end = era === 'modern' ? ',"resultType":"complete"' : '';
    const result = `{"_meta":${meta},"content":${JSON.stringify(content)}${data},"isError":${isError}${end}}`;
    return this.response(id, result);
  }

  /** The response to any request, with the result as JSON text. */
  response(id: string | number, result: string): string {
    return `{"result":${result},"jsonrpc":"2.0","id":${typeof id === 'number' ? id : JSON.stringify(id)}}`;
  }
}
