import type { Envelope } from './envelope.js';

/** One block of MCP content: text, image, audio or an embedded resource (MCP tools page, "Tool Result"). */
export type ContentBlock = { readonly type: string; readonly [key: string]: unknown };

/**
 * What a tool without an `output` class returns: content for a person or a model, in place of data in an envelope. Only
 * the conformance fixtures use it: tools for invoices always have data.
 */
export class ToolContent {
  constructor(readonly blocks: readonly ContentBlock[]) {}
}

/** A `tools/call` result as it is sent, without types of the SDK. */
export interface CallResult {
  readonly content: readonly ContentBlock[];
  readonly structuredContent?: Envelope;
  readonly isError: boolean;
  /** Metadata about the call, which is not part of its result. */
  readonly _meta?: Readonly<Record<string, string>>;
}

/**
 * Key in `_meta` of the request id in the log, since the envelope of a success has no field for it. The prefix belongs to the
 * product (MCP base protocol, "General fields", `_meta`).
 */
export const REQUEST_ID_META = 'sh.orvion/request_id';

/** Puts the envelope in a result twice, as data and as text: some clients give the model only one of the two. */
export const envelopeResult = (envelope: Envelope): CallResult => ({
  content: [{ type: 'text', text: JSON.stringify(envelope) }],
  structuredContent: envelope,
  isError: !envelope.ok,
});
