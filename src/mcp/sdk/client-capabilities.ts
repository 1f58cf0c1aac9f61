import {
  CLIENT_CAPABILITIES_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  type ClientCapabilities,
  type ServerContext,
} from '@modelcontextprotocol/server';

/** Whether a request is one of 2026-07-28 or later, which carries its metadata along. */
export const isModern = (context: ServerContext): boolean =>
  envelopeOf(context)?.[PROTOCOL_VERSION_META_KEY] !== undefined;

/** What the client of a request can do: as of 2026-07-28 each request says it, before a connection begins with it. */
export const capabilitiesOf = (
  context: ServerContext,
  ofConnection: ClientCapabilities | undefined,
): ClientCapabilities | undefined =>
  isModern(context)
    ? (envelopeOf(context)?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined)
    : ofConnection;

const envelopeOf = ({ mcpReq }: ServerContext): Readonly<Record<string, unknown>> | undefined => mcpReq.envelope;
