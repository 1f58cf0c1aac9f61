import type { ClientCapabilities, ServerContext } from '@modelcontextprotocol/server';
import { CONFIRMATION_KEY } from '../confirmation/input-required.js';
import type { ClientElicitation } from '../context/elicitation.js';
import { capabilitiesOf, isModern } from './client-capabilities.js';

/**
 * The person behind a request. As of 2026-07-28 each request says what its client can do, and brings the answer to an
 * earlier question; before, only a connection can carry a question, so that over stateless HTTP there is nobody to ask.
 */
export function clientElicitation(
  context: ServerContext,
  ofConnection: ClientCapabilities | undefined,
): ClientElicitation | undefined {
  const supportsElicitation = supportsForms(capabilitiesOf(context, ofConnection));
  if (!isModern(context)) return context.http ? undefined : { supportsElicitation };
  const { mcpReq } = context;
  const state = mcpReq.requestState();
  const response: unknown = mcpReq.inputResponses?.[CONFIRMATION_KEY];
  return typeof state === 'string' ? { supportsElicitation, reply: { state, response } } : { supportsElicitation };
}

/** A client that names no mode means forms, which was the only one at first (MCP page "Elicitation", "Capabilities"). */
const supportsForms = ({ elicitation }: ClientCapabilities = {}): boolean =>
  elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
