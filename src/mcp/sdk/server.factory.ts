import { Inject, Injectable } from '@nestjs/common';
import {
  INVALID_PARAMS,
  ProtocolError,
  Server,
  type CallToolRequest,
  type CallToolResult,
  type JSONRPCMessage,
  type ListToolsResult,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { isInputRequired, type InputRequired } from '../confirmation/input-required.js';
import { ToolRegistry, type RegisteredTool } from '../discovery/tool.registry.js';
import type { CallResult } from '../envelope/call-result.js';
import { isGranted, type Caller } from '../invocation/caller.js';
import type { CallOrigin } from '../invocation/tool-call.js';
import { ToolInvoker } from '../invocation/tool.invoker.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { askOverConnection } from './ask-over-connection.js';
import { originOf } from './call-origin.js';
import { isModern } from './client-capabilities.js';
import { shown } from './request-params.js';
import { ServerFeatures } from './server-features.js';
import { showsViews } from './shows-views.js';
import { Capabilities } from '../protocol/capabilities.js';
import { ToolCatalogue } from '../protocol/tool-catalogue.js';

/**
 * Builds the SDK's server object. One is built for every HTTP request and every stdio connection: state of one client
 * in an object that serves another is how answers reach the wrong caller (CVE-2026-25536). All that is costly is
 * computed once and shared instead.
 */
@Injectable()
export class ServerFactory {
  constructor(
    @Inject(MCP_OPTIONS) protected readonly options: McpOptions,
    protected readonly registry: ToolRegistry,
    protected readonly invoker: ToolInvoker,
    private readonly catalogue: ToolCatalogue,
    private readonly capabilities: Capabilities,
    private readonly features: ServerFeatures,
  ) {}

  /** A fresh server that offers what one caller may use, for either protocol era. */
  create(caller: Caller): Server {
    const { instructions, ...serverInfo } = this.options.identity;
    const hint = this.catalogue.hint(caller);
    const server = new Server(serverInfo, {
      capabilities: this.capabilities.announced(),
      instructions,
      cacheHints: { 'tools/list': hint, 'server/discover': hint, ...this.features.cacheHints(hint) },
    });
    server.setRequestHandler('tools/list', (_request, context) => this.list(context, caller, server));
    server.setRequestHandler('tools/call', (request, context) => this.call(request.params, context, caller, server));
    this.features.addTo(server, caller);
    return server;
  }

  private list(context: ServerContext, caller: Caller, server: Server): ListToolsResult {
    if (!showsViews(context, server)) return this.catalogue.list(caller);
    return { ...this.catalogue.list(caller, true), ...(isModern(context) && this.catalogue.hint(caller, true)) };
  }

  /** Whether the answer to a message has to be a stream, as the tool reports progress before its result. */
  answersWithStream(message: JSONRPCMessage): boolean {
    return !!this.calledTool(message)?.options.streams;
  }

  /** The scope that a message needs and its caller has not been granted. */
  missingScope(message: JSONRPCMessage, caller: Caller): string | undefined {
    if (caller.scopes === 'all') return undefined;
    const scope = this.calledTool(message)?.options.scope;
    if (scope === undefined) return this.features.missingScope(message, caller);
    return isGranted(caller, scope) ? undefined : scope;
  }

  private calledTool(message: JSONRPCMessage): RegisteredTool | undefined {
    if (!('method' in message) || message.method !== 'tools/call') return undefined;
    const name: unknown = message.params?.name;
    return typeof name === 'string' ? this.registry.get(name) : undefined;
  }

  /** Answers a `tools/call` request. */
  protected async call(
    { name, arguments: args }: CallToolRequest['params'],
    context: ServerContext,
    caller: Caller,
    server?: Server,
  ): Promise<CallToolResult> {
    const invoke = async (origin: CallOrigin) => this.invoker.invoke(name, args, origin);
    const origin = originOf(context, caller, server);
    const result = await (isModern(context) ? invoke(origin) : askOverConnection(invoke, origin, context));
    // Spec 2026-07-28, "Tools", "Error Handling": an unknown tool is a protocol error, unlike any failure of a tool.
    if (!result) throw new ProtocolError(INVALID_PARAMS, `Unknown tool: ${shown(name)}`);
    const forgery = forgeryIn(result);
    if (forgery !== undefined) throw new ProtocolError(INVALID_PARAMS, forgery);
    return result as CallToolResult;
  }
}

/** The answer to a state that is not ours: the protocol wants an error of its own (MRTR, "Server Requirements"). */
function forgeryIn(result: CallResult | InputRequired): string | undefined {
  const error = isInputRequired(result) ? undefined : result.structuredContent?.error;
  return error?.details.reason === 'confirmation_forged' ? error.message : undefined;
}
