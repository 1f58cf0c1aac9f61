import { Inject, Injectable } from '@nestjs/common';
import type {
  CallToolRequest,
  CallToolResult,
  ListToolsResult,
  Server,
  ServerContext,
} from '@modelcontextprotocol/server';
import type { Caller } from '../../../../src/mcp/context/caller.js';
import { ToolRegistry } from '../../../../src/mcp/discovery/tool.registry.js';
import { toolList } from '../../../../src/mcp/lists/tool-list.js';
import { ToolHandlers } from '../../../../src/mcp/sdk/tool.handlers.js';
import { CLIENT_ASKING_TOOLS } from './client-asking.tools.js';
import { DIAGNOSTIC_TOOLS } from './diagnostic.tools.js';
import { listed, type NativeTool } from './native-tool.js';
import { STATEFUL_TOOLS } from './stateful.tools.js';

const NATIVE_TOOLS = new Map<unknown, NativeTool>(
  [...CLIENT_ASKING_TOOLS, ...STATEFUL_TOOLS, ...DIAGNOSTIC_TOOLS].map((tool) => [tool.name, tool]),
);

/** The production handlers with the suite's native tools beside those of the library. */
@Injectable()
export class FixtureToolHandlers extends ToolHandlers {
  @Inject(ToolRegistry)
  private readonly tools: ToolRegistry;

  override streams(name: unknown): boolean {
    return super.streams(name) || !!NATIVE_TOOLS.get(name)?.streams;
  }

  protected override list(): ListToolsResult {
    return { tools: [...toolList(this.tools.all()).tools, ...[...NATIVE_TOOLS.values()].map(listed)] };
  }

  protected override async call(
    params: CallToolRequest['params'],
    context: ServerContext,
    caller: Caller,
    server: Server,
  ): Promise<CallToolResult> {
    // The SDK takes a question in place of a result, which the library's own type leaves out as its tools ask none.
    const result = NATIVE_TOOLS.get(params.name)?.run(context) as Promise<CallToolResult> | undefined;
    return result ?? super.call(params, context, caller, server);
  }
}
