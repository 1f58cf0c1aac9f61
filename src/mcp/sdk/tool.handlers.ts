import { Injectable } from '@nestjs/common';
import {
  INVALID_PARAMS,
  ProtocolError,
  type CallToolRequest,
  type CallToolResult,
  type ListToolsResult,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { isInputRequired, type InputRequired } from '../confirmation/input-required.js';
import { isGranted, type Caller } from '../context/caller.js';
import type { RequestContext } from '../context/request-context.js';
import { ToolRegistry, type RegisteredTool } from '../discovery/tool.registry.js';
import type { CallResult } from '../envelope/call-result.js';
import { ToolInvoker } from '../invocation/tool.invoker.js';
import { ToolListCache } from '../lists/tool-list-cache.js';
import { isModern } from './client-capabilities.js';
import { elicitOverConnection } from './elicit-over-connection.js';
import { requestContext } from './request-context.js';
import { quoteForMessage } from './request-params.js';
import { showsViews } from './shows-views.js';

/** Serves the `tools/...` requests of both protocol eras. */
@Injectable()
export class ToolHandlers {
  constructor(
    private readonly registry: ToolRegistry,
    private readonly invoker: ToolInvoker,
    private readonly toolLists: ToolListCache,
  ) {}

  /** Registers the handlers on the server of one caller. */
  addTo(server: Server, caller: Caller): void {
    server.setRequestHandler('tools/list', (_request, context) => this.list(context, caller, server));
    server.setRequestHandler('tools/call', (request, context) => this.call(request.params, context, caller, server));
  }

  /** The scope that a tool needs and the caller has not been granted. */
  missingScope(name: unknown, caller: Caller): string | undefined {
    const scope = this.find(name)?.options.scope;
    return scope === undefined || isGranted(caller, scope) ? undefined : scope;
  }

  /** Whether the response to a call has to be a stream, because the tool reports progress before its result. */
  streams(name: unknown): boolean {
    return !!this.find(name)?.options.streams;
  }

  /** Serves `tools/list`. */
  protected list(context: ServerContext, caller: Caller, server: Server): ListToolsResult {
    if (!showsViews(context, server)) return this.toolLists.list(caller);
    return { ...this.toolLists.list(caller, true), ...(isModern(context) && this.toolLists.cacheHint(caller, true)) };
  }

  /** Serves `tools/call`. */
  protected async call(
    { name, arguments: args }: CallToolRequest['params'],
    context: ServerContext,
    caller: Caller,
    server: Server,
  ): Promise<CallToolResult> {
    const invoke = async (request: RequestContext) => this.invoker.invoke(name, args, request);
    const request = requestContext(context, caller, server);
    const result = await (isModern(context) ? invoke(request) : elicitOverConnection(invoke, request, context));
    // Spec 2026-07-28, "Tools", "Error Handling": an unknown tool is a protocol error, unlike any failure of a tool.
    if (!result) throw new ProtocolError(INVALID_PARAMS, `Unknown tool: ${quoteForMessage(name)}`);
    const forgedState = forgedStateMessage(result);
    if (forgedState !== undefined) throw new ProtocolError(INVALID_PARAMS, forgedState);
    return result as CallToolResult;
  }

  private find(name: unknown): RegisteredTool | undefined {
    return typeof name === 'string' ? this.registry.get(name) : undefined;
  }
}

/**
 * The message for a `requestState` that this server has not issued, which the protocol requires to be a JSON-RPC error
 * (spec 2026-07-28, "Multi Round-Trip Requests", "Server Requirements").
 */
function forgedStateMessage(result: CallResult | InputRequired): string | undefined {
  const error = isInputRequired(result) ? undefined : result.structuredContent?.error;
  return error?.details.reason === 'confirmation_forged' ? error.message : undefined;
}
