import { Inject, Injectable } from '@nestjs/common';
import type { Server } from '@modelcontextprotocol/server';
import type { Caller } from '../../../../src/mcp/context/caller.js';
import { PromptHandlers } from '../../../../src/mcp/sdk/prompt.handlers.js';
import { ServerFactory } from '../../../../src/mcp/sdk/server.factory.js';
import { CLIENT_ASKING_PROMPT, writeClientAskingPrompt } from './client-asking.prompt.js';

/** The production server with logging, and with the suite's native prompt beside those of the library. */
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
    return server;
  }
}
