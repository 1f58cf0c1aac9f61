import { Inject, Injectable } from '@nestjs/common';
import { isInputRequired } from '../confirmation/input-required.js';
import { isGranted, type Caller } from '../context/caller.js';
import type { RequestContext } from '../context/request-context.js';
import { ToolRegistry } from '../discovery/tool.registry.js';
import { ToolInvoker } from '../invocation/tool.invoker.js';
import { ToolListCache } from '../lists/tool-list-cache.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { Capabilities } from '../protocol/capabilities.js';
import { CLIENT_CAPABILITIES_META } from '../protocol/protocol-constants.js';
import { announcesViews, isViewSession, SESSION_HEADER } from '../protocol/views-extension.js';
import {
  eraOfRequest,
  eraOnConnection,
  type ConnectionEra,
  type Era,
  type FastPathMessage,
  type FastPathRequest,
  type RequestHeaders,
} from './fast-path-message.js';
import { initializeResult, ResponseWriter } from './response-writer.js';

/**
 * Serves the most frequent messages without the SDK, which builds a server, a transport and many schema objects for each
 * message and takes ten times as long. Both give the same responses, byte for byte.
 */
@Injectable()
export class FastPathEndpoint {
  private readonly writer: ResponseWriter;

  constructor(
    private readonly registry: ToolRegistry,
    private readonly invoker: ToolInvoker,
    private readonly toolLists: ToolListCache,
    private readonly capabilities: Capabilities,
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
  ) {
    this.writer = new ResponseWriter(options.identity);
  }

  /**
   * The era in which the fast path serves a message; undefined when the SDK has to serve it. Only this method decides which
   * path a well-formed message takes, for both transports. Messages of any other form do not get here: the SDK reads them.
   */
  route(message: FastPathMessage, caller: Caller, source: MessageSource): Era | undefined {
    if (!this.canServe(message, caller)) return undefined;
    if ('headers' in source) return eraOfRequest(message, source.headers);
    // All other messages on a connection change or need the state that the SDK keeps of it.
    return message.method === 'tools/call' ? eraOnConnection(message, source.era) : undefined;
  }

  /** The response as JSON text to a message in the era that `route` returned; undefined for a notification. */
  respond(
    message: FastPathMessage,
    era: Era,
    context: RequestContext,
    headers: RequestHeaders,
  ): Promise<string> | string | undefined {
    if (message.method === 'tools/call') return this.call(message, era, context);
    if (message.method === 'notifications/initialized') return undefined;
    const { id, method, params } = message;
    if (method === 'tools/list') {
      const withViews = showsViews(message, era, headers);
      return this.writer.response(id, this.toolLists.text(context.caller, era, withViews));
    }
    const announced = this.capabilities.announced();
    return this.writer.response(id, initializeResult(params?.protocolVersion, announced, this.options.identity));
  }

  /**
   * The SDK has to serve an `initialize` that starts a session for views, and calls of tools that the caller may not use, that
   * need a confirmation, stream, or return content without an envelope.
   */
  private canServe({ method, params }: FastPathMessage, caller: Caller): boolean {
    if (method === 'initialize') return !announcesViews(params?.capabilities);
    if (method !== 'tools/call') return true;
    const tool = this.registry.get(params?.name ?? '');
    if (!tool || tool.confirm) return false;
    const { output, streams, scope } = tool.options;
    return !!output && !streams && isGranted(caller, scope);
  }

  private async call({ id, params = {} }: FastPathRequest, era: Era, context: RequestContext): Promise<string> {
    const { name = '' } = params;
    const result = await this.invoker.invoke(name, params.arguments, context);
    if (!result || isInputRequired(result)) throw new Error(`The fast path has no result of the tool ${name}`);
    return this.writer.call(id, era, result);
  }
}

/** What determines the era of a message: the headers of its HTTP request, or the era of its connection. */
export type MessageSource = { readonly headers: RequestHeaders } | { readonly era: ConnectionEra };

const showsViews = ({ params }: FastPathMessage, era: Era, headers: RequestHeaders): boolean =>
  era === 'modern' ? announcesViews(params?._meta?.[CLIENT_CAPABILITIES_META]) : isViewSession(headers[SESSION_HEADER]);
