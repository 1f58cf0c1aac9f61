import { Inject, Injectable } from '@nestjs/common';
import { isInputRequired } from '../confirmation/input-required.js';
import { ToolRegistry } from '../discovery/tool.registry.js';
import { isGranted, type Caller } from '../invocation/caller.js';
import { ToolInvoker } from '../invocation/tool.invoker.js';
import type { CallOrigin } from '../invocation/tool-call.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import type { Era, PlainRequest } from './plain-request.js';
import { ResponseWriter } from './plain-result.js';
import { ToolCatalogue } from './tool-catalogue.js';

/**
 * Answers plain requests for tools without the SDK, which builds a server, a transport and several schemas' worth of
 * objects for each: ten times what such a call costs here. Everything else is the SDK's, and both give the same answers,
 * byte for byte.
 */
@Injectable()
export class PlainEndpoint {
  private readonly writer: ResponseWriter;

  constructor(
    private readonly registry: ToolRegistry,
    private readonly invoker: ToolInvoker,
    private readonly catalogue: ToolCatalogue,
    @Inject(MCP_OPTIONS) options: McpOptions,
  ) {
    this.writer = new ResponseWriter(options.identity);
  }

  /**
   * Whether a request can be answered here: the list always can, a call when its tool is there for the caller and answers
   * with an envelope, all at once, and without a person being asked.
   */
  takes({ method, params }: PlainRequest, caller: Caller): boolean {
    if (method === 'tools/list') return true;
    const tool = this.registry.get(params?.name ?? '');
    if (!tool || tool.confirm) return false;
    const { output, streams, scope } = tool.options;
    return !!output && !streams && isGranted(caller, scope);
  }

  /** The response to a request that is taken, as JSON text. */
  async answer({ id, method, params = {} }: PlainRequest, era: Era, origin: CallOrigin): Promise<string> {
    if (method === 'tools/list') return this.writer.response(id, this.catalogue.text(origin.caller, era));
    const { name = '' } = params;
    const result = await this.invoker.invoke(name, params.arguments, origin);
    if (!result || isInputRequired(result)) throw new Error(`The tool ${name} was taken and has no answer`);
    return this.writer.call(id, era, result);
  }
}
