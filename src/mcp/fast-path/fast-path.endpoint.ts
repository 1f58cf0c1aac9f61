import { Inject, Injectable } from '@nestjs/common';
import { isInputRequired } from '../confirmation/input-required.js';
import { ToolRegistry } from '../discovery/tool.registry.js';
import { isGranted, type Caller } from '../context/caller.js';
import { ToolInvoker } from '../invocation/tool.invoker.js';
import type { RequestContext } from '../context/request-context.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { Capabilities } from '../protocol/capabilities.js';
import {
  eraOfRequest,
  eraOnConnection,
  type Era,
  type FastPathMessage,
  type FastPathRequest,
  type RequestHeaders,
} from './fast-path-message.js';
import { handshake, ResponseWriter } from './response-writer.js';
import { CLIENT_CAPABILITIES_META } from '../protocol/protocol-constants.js';
import { ToolListCache } from '../lists/tool-list-cache.js';
import { announcesViews, isViewSession, SESSION_HEADER } from '../protocol/views-extension.js';

/**
 * Answers plain messages without the SDK, which builds a server, a transport and several schemas' worth of objects for
 * each: ten times what such a call costs here. Everything else is the SDK's, and both give the same answers, byte for byte.
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
   * The era in which a message is served here; undefined when the SDK has to serve it. This is the one place that decides
   * which path a message takes, for both transports.
   */
  route(message: FastPathMessage, caller: Caller, source: MessageSource): Era | undefined {
    if (!this.serves(message, caller)) return undefined;
    if ('headers' in source) return eraOfRequest(message, source.headers);
    // The rest of a connection's messages change or depend on what the SDK keeps of it.
    return message.method === 'tools/call' ? eraOnConnection(message, source.era) : undefined;
  }

  /** The response to a message that is taken, as JSON text; undefined for a notice, to which there is none. */
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
    return this.writer.response(id, handshake(params?.protocolVersion, announced, this.options.identity));
  }

  /** False for what is answered with more than one envelope, or not at once: only the SDK does that. */
  private serves({ method, params }: FastPathMessage, caller: Caller): boolean {
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
    if (!result || isInputRequired(result)) throw new Error(`The tool ${name} was taken and has no answer`);
    return this.writer.call(id, era, result);
  }
}

/** What decides about the era of a message: the headers of its request, or the connection it came over. */
export type MessageSource = { readonly headers: RequestHeaders } | { readonly era: Era };

const showsViews = ({ params }: FastPathMessage, era: Era, headers: RequestHeaders): boolean =>
  era === 'modern' ? announcesViews(params?._meta?.[CLIENT_CAPABILITIES_META]) : isViewSession(headers[SESSION_HEADER]);
