import { Inject, Injectable } from '@nestjs/common';
import type {
  CallToolRequest,
  CallToolResult,
  JSONRPCMessage,
  Server,
  ServerContext,
} from '@modelcontextprotocol/server';
import type { Caller } from '../../../../src/mcp/invocation/caller.js';
import { PromptHandlers } from '../../../../src/mcp/sdk/prompt.handlers.js';
import { ServerFactory } from '../../../../src/mcp/sdk/server.factory.js';
import { toolList } from '../../../../src/mcp/protocol/tool-list.js';
import { CLIENT_ASKING_PROMPT, writeClientAskingPrompt } from './client-asking.prompt.js';
import { CLIENT_ASKING_TOOLS } from './client-asking.tools.js';
import { DIAGNOSTIC_TOOLS } from './diagnostic.tools.js';
import { listed, type NativeTool } from './native-tool.js';
import { STATEFUL_TOOLS } from './stateful.tools.js';

const NATIVE_TOOLS = new Map<unknown, NativeTool>(
  [...CLIENT_ASKING_TOOLS, ...STATEFUL_TOOLS, ...DIAGNOSTIC_TOOLS].map((tool) => [tool.name, tool]),
);

/** The production server with the suite's native tools, and its native prompt, beside those of the library. */
@Injectable()
export class FixtureServerFactory extends ServerFactory {
  @Inject(PromptHandlers)
  private readonly prompts: PromptHandlers;

  override create(caller: Caller): Server {
    const server = super.create(caller);
    server.registerCapabilities({ logging: {} });
    server.setRequestHandler('prompts/list', () => ({
      prompts: [...this.prompts.list(caller).prompts, CLIENT_ASKING_PROMPT],
    }));
    server.setRequestHandler('prompts/get', ({ params }, context) =>
      params.name === CLIENT_ASKING_PROMPT.name
        ? writeClientAskingPrompt(context)
        : this.prompts.get(params, context, caller, server),
    );
    server.setRequestHandler('tools/list', () => ({
      tools: [...toolList(this.registry.all()).tools, ...[...NATIVE_TOOLS.values()].map(listed)],
    }));
    return server;
  }

  override answersWithStream(message: JSONRPCMessage): boolean {
    if (super.answersWithStream(message)) return true;
    return 'method' in message && !!NATIVE_TOOLS.get(message.params?.name)?.streams;
  }

  protected override async call(
    params: CallToolRequest['params'],
    context: ServerContext,
    caller: Caller,
  ): Promise<CallToolResult> {
    // The SDK takes a question in place of a result, which the library's own type leaves out as its tools ask none.
    const answer = NATIVE_TOOLS.get(params.name)?.run(context) as Promise<CallToolResult> | undefined;
    return answer ?? super.call(params, context, caller);
  }
}
