import type { Envelope } from './envelope.js';

/** One block of MCP content: text, image, audio or an embedded resource (MCP tools page, "Tool Result"). */
export type ContentBlock = { readonly type: string; readonly [key: string]: unknown };

/**
 * What a tool without an `output` class answers with: content for a person or model to look at, in place of data in an
 * envelope.
 */
export class ToolContent {
  constructor(readonly blocks: readonly ContentBlock[]) {}
}

/** A `tools/call` result as it goes over the wire, free of any SDK type. */
export interface CallResult {
  readonly content: readonly ContentBlock[];
  readonly structuredContent?: Envelope;
  readonly isError: boolean;
  /** What is about the call rather than part of its answer. */
  readonly _meta?: Readonly<Record<string, string>>;
}

/**
 * Where a result tells the id under which the call is logged: the envelope of a success has no place for it. The prefix
 * is the product's own (MCP base protocol, "General fields", `_meta`).
 */
export const REQUEST_ID_META = 'sh.orvion/request_id';

/**
 * The envelope twice, typed and as compact text: some clients show a model only the one, some only the other.
 */
export const envelopeResult = (envelope: Envelope): CallResult => ({
  content: [{ type: 'text', text: JSON.stringify(envelope) }],
  structuredContent: envelope,
  isError: !envelope.ok,
});
