import type { ClientCapabilities, ServerContext } from '@modelcontextprotocol/server';
import { CONFIRMATION_KEY } from '../confirmation/input-required.js';
import type { ClientElicitation } from '../context/elicitation.js';
import { capabilitiesOf, isModern } from './client-capabilities.js';

/**
 * What the client of a request can do to ask its user. A modern request carries the capabilities of the client and the
 * response to an earlier elicitation. A legacy client can be asked only over a connection, so not over stateless HTTP.
 */
export function clientElicitation(
  context: ServerContext,
  connectionCapabilities: ClientCapabilities | undefined,
): ClientElicitation | undefined {
  const supportsElicitation = supportsForms(capabilitiesOf(context, connectionCapabilities));
  if (!isModern(context)) return context.http ? undefined : { supportsElicitation };
  const { mcpReq } = context;
  const state = mcpReq.requestState();
  const response: unknown = mcpReq.inputResponses?.[CONFIRMATION_KEY];
  return typeof state === 'string' ? { supportsElicitation, reply: { state, response } } : { supportsElicitation };
}

/** A client that names no mode supports forms, because early revisions had no other mode (MCP page "Elicitation", "Capabilities"). */
const supportsForms = ({ elicitation }: ClientCapabilities = {}): boolean =>
  elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
