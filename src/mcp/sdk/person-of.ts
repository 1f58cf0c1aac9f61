import {
  CLIENT_CAPABILITIES_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  type ClientCapabilities,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { CONFIRMATION } from '../confirmation/input-required.js';
import type { Person } from '../confirmation/person.js';

/**
 * The person behind a request. As of 2026-07-28 each request says what its client can do, and brings the answer to an
 * earlier question; before, only a connection can carry a question, so that over stateless HTTP there is nobody to ask.
 */
export function personOf(context: ServerContext, ofConnection: ClientCapabilities | undefined): Person | undefined {
  if (!isModern(context)) return context.http ? undefined : { canBeAsked: canShowForms(ofConnection) };
  const { mcpReq } = context;
  const canBeAsked = canShowForms(
    envelopeOf(context)?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined,
  );
  const state = mcpReq.requestState();
  const answer: unknown = mcpReq.inputResponses?.[CONFIRMATION];
  return typeof state === 'string' ? { canBeAsked, reply: { state, answer } } : { canBeAsked };
}

/** A client that names no mode means forms, which was the only one at first (MCP page "Elicitation", "Capabilities"). */
const canShowForms = ({ elicitation }: ClientCapabilities = {}): boolean =>
  elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);

/** Whether a request is one of 2026-07-28 or later, which carries its metadata along. */
export const isModern = (context: ServerContext): boolean =>
  envelopeOf(context)?.[PROTOCOL_VERSION_META_KEY] !== undefined;

const envelopeOf = ({ mcpReq }: ServerContext): Readonly<Record<string, unknown>> | undefined => mcpReq.envelope;
