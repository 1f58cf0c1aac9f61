import type { ClientCapabilities, ServerContext } from '@modelcontextprotocol/server';
import { CONFIRMATION } from '../confirmation/input-required.js';
import type { Person } from '../confirmation/person.js';
import { capabilitiesOf, isModern } from './client-capabilities.js';

/**
 * The person behind a request. As of 2026-07-28 each request says what its client can do, and brings the answer to an
 * earlier question; before, only a connection can carry a question, so that over stateless HTTP there is nobody to ask.
 */
export function personOf(context: ServerContext, ofConnection: ClientCapabilities | undefined): Person | undefined {
  const canBeAsked = canShowForms(capabilitiesOf(context, ofConnection));
  if (!isModern(context)) return context.http ? undefined : { canBeAsked };
  const { mcpReq } = context;
  const state = mcpReq.requestState();
  const answer: unknown = mcpReq.inputResponses?.[CONFIRMATION];
  return typeof state === 'string' ? { canBeAsked, reply: { state, answer } } : { canBeAsked };
}

/** A client that names no mode means forms, which was the only one at first (MCP page "Elicitation", "Capabilities"). */
const canShowForms = ({ elicitation }: ClientCapabilities = {}): boolean =>
  elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
