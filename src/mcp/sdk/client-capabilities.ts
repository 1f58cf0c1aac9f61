import {
  CLIENT_CAPABILITIES_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  type ClientCapabilities,
  type ServerContext,
} from '@modelcontextprotocol/server';

/** Whether a request is of 2026-07-28 or later, so that it carries its own metadata. */
export const isModern = (context: ServerContext): boolean =>
  envelopeOf(context)?.[PROTOCOL_VERSION_META_KEY] !== undefined;

/** The capabilities of the client: a modern request carries them, and a legacy connection announced them in `initialize`. */
export const capabilitiesOf = (
  context: ServerContext,
  connectionCapabilities: ClientCapabilities | undefined,
): ClientCapabilities | undefined =>
  isModern(context)
    ? (envelopeOf(context)?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined)
    : connectionCapabilities;

const envelopeOf = ({ mcpReq }: ServerContext): Readonly<Record<string, unknown>> | undefined => mcpReq.envelope;
