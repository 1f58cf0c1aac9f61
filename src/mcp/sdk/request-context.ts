import { PROTOCOL_VERSION_META_KEY, type Server, type ServerContext } from '@modelcontextprotocol/server';
import { onCancelFrom } from '../../cancellation/on-cancel.js';
import type { CallDescription, TraceCarrier } from '../../observability/telemetry.js';
import type { Caller } from '../context/caller.js';
import type { RequestContext } from '../context/request-context.js';
import { clientElicitation } from './client-elicitation.js';

/** Translates the SDK's context of a request. The server holds what `initialize` negotiated on a stdio connection. */
export function requestContext(context: ServerContext, caller: Caller, server: Server | undefined): RequestContext {
  const { mcpReq, http } = context;
  const progressToken = mcpReq._meta?.progressToken;
  return {
    caller,
    onCancel: onCancelFrom(mcpReq.signal),
    transport: http ? 'http' : 'stdio',
    describe: () => describe(context, server?.getNegotiatedProtocolVersion()),
    elicitation: () => clientElicitation(context, server?.getClientCapabilities()),
    ...(progressToken !== undefined && {
      reportProgress: async (progress) =>
        mcpReq.notify({ method: 'notifications/progress', params: { progressToken, ...progress } }),
    }),
  };
}

function describe({ mcpReq, http }: ServerContext, negotiated: string | undefined): CallDescription {
  const { _meta, id } = mcpReq;
  const envelope = mcpReq.envelope as Readonly<Record<string, string | undefined>> | undefined;
  const header = (name: string): string | undefined => http?.req?.headers.get(name) ?? undefined;
  return {
    rpcId: id,
    protocolVersion: envelope?.[PROTOCOL_VERSION_META_KEY] ?? header('mcp-protocol-version') ?? negotiated,
    // `traceparent` and `tracestate` have no prefix in `_meta` (SEP-414).
    message: (_meta ?? {}) as TraceCarrier,
    request: { traceparent: header('traceparent'), tracestate: header('tracestate') },
  };
}
