import { Injectable } from '@nestjs/common';
import type {
  GetPromptResult,
  ListPromptsResult,
  ProtocolError,
  Server,
  ServerContext,
} from '@modelcontextprotocol/server';
import type { Caller } from '../context/caller.js';
import type { PromptMessage } from '../decorators/prompt.decorator.js';
import { PromptRegistry } from '../discovery/prompt.registry.js';
import { REQUEST_ID_META } from '../envelope/call-result.js';
import { RequestRecorder } from '../invocation/request-recorder.js';
import { RequestInvoker } from '../invocation/request.invoker.js';
import { promptList } from '../lists/list-results.js';
import { requestContext } from './request-context.js';
import { protocolError } from './request-error.js';
import {
  invalidParams,
  objectParam,
  quoteForMessage,
  stringParam,
  passthroughSchema,
  type Params,
} from './request-params.js';

/** Serves the `prompts/...` requests of both protocol eras. */
@Injectable()
export class PromptHandlers {
  constructor(
    private readonly registry: PromptRegistry,
    private readonly invoker: RequestInvoker,
    private readonly recorder: RequestRecorder,
  ) {}

  /** Registers the handlers on the server of one caller. */
  addTo(server: Server, caller: Caller): void {
    server.setRequestHandler('prompts/list', () => this.list(caller));
    server.setRequestHandler('prompts/get', passthroughSchema, async (params, context) =>
      this.get(params, context, caller, server),
    );
  }

  /** The scope that a prompt needs and the caller has not been granted. */
  missingScope(name: unknown, caller: Caller): string | undefined {
    const prompt = typeof name === 'string' ? this.registry.get(name) : undefined;
    return prompt && this.registry.missingScope(prompt, caller);
  }

  /** Serves `prompts/list`. */
  list(caller: Caller): ListPromptsResult {
    return promptList(this.registry.grantedTo(caller));
  }

  /** Serves `prompts/get`. */
  async get(params: Params, context: ServerContext, caller: Caller, server: Server): Promise<GetPromptResult> {
    const name = stringParam(params, 'name');
    const args = params.arguments === undefined ? {} : objectParam(params, 'arguments');
    const prompt = this.registry.get(name);
    if (!prompt || this.missingScope(name, caller) !== undefined) {
      this.recorder.rejected('unknown_prompt');
      throw unknownPrompt(name);
    }
    const { description } = prompt.options;
    const target = { method: 'prompts/get', name: prompt.options.name } as const;
    try {
      const { value, requestId } = await this.invoker.invoke(
        target,
        requestContext(context, caller, server),
        async (call) => prompt.write(args, call),
      );
      return { description, messages: messagesOf(value), _meta: { [REQUEST_ID_META]: requestId } };
    } catch (thrown) {
      throw protocolError(thrown);
    }
  }
}

const messagesOf = (value: unknown): GetPromptResult['messages'] =>
  (typeof value === 'string'
    ? [{ role: 'user', content: { type: 'text', text: value } }]
    : (value as readonly PromptMessage[])) as GetPromptResult['messages'];

/** The error for a prompt that the caller cannot see. */
export const unknownPrompt = (name: string): ProtocolError =>
  invalidParams(`Unknown prompt: ${quoteForMessage(name)}. Take a name from prompts/list.`, 'NOT_FOUND');
