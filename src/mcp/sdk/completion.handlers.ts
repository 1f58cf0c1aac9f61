import { Injectable } from '@nestjs/common';
import type { CompleteResult, Server, ServerContext } from '@modelcontextprotocol/server';
import { isGranted, type Caller } from '../context/caller.js';
import type { CompletersByArgument } from '../discovery/completers.js';
import { PromptRegistry } from '../discovery/prompt.registry.js';
import { ResourceRegistry } from '../discovery/resource.registry.js';
import { REQUEST_ID_META } from '../envelope/call-result.js';
import { RequestRecorder } from '../invocation/request-recorder.js';
import { RequestInvoker } from '../invocation/request.invoker.js';
import { unknownPrompt } from './prompt.handlers.js';
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

/** The most values that a result may have (MCP page "Completion", "Completion Results"). */
const MAX_VALUES = 100;
/** Longer than any text that a user types. */
const MAX_TYPED_LENGTH = 200;
const NONE: readonly string[] = [];

interface CompletionTarget {
  readonly name: string;
  readonly completers: CompletersByArgument;
}

/** Serves the `completion/complete` requests of both protocol eras. */
@Injectable()
export class CompletionHandlers {
  constructor(
    private readonly prompts: PromptRegistry,
    private readonly resources: ResourceRegistry,
    private readonly invoker: RequestInvoker,
    private readonly recorder: RequestRecorder,
  ) {}

  /** Registers the handler on the server of one caller. */
  addTo(server: Server, caller: Caller): void {
    server.setRequestHandler('completion/complete', passthroughSchema, async (params, context) =>
      this.complete(params, context, caller, server),
    );
  }

  private async complete(
    params: Params,
    context: ServerContext,
    caller: Caller,
    server: Server,
  ): Promise<CompleteResult> {
    const argument = objectParam(params, 'argument');
    const [argumentName, typed] = [stringParam(argument, 'name'), stringParam(argument, 'value')];
    const { name, completers } = this.find(objectParam(params, 'ref'), caller);
    const completer = completers.get(argumentName);
    const target = { method: 'completion/complete', name } as const;
    try {
      const { value: values, requestId } = await this.invoker.invoke(
        target,
        requestContext(context, caller, server),
        async (call) => (typed.length <= MAX_TYPED_LENGTH && (await completer?.complete(typed, call))) || NONE,
      );
      return {
        completion: { values: values.slice(0, MAX_VALUES), hasMore: values.length > MAX_VALUES },
        _meta: { [REQUEST_ID_META]: requestId },
      };
    } catch (thrown) {
      throw protocolError(thrown);
    }
  }

  /** The prompt or resource template of a reference. Throws when the caller cannot see it. */
  private find(ref: Params, caller: Caller): CompletionTarget {
    const type = stringParam(ref, 'type');
    if (type === 'ref/prompt') {
      const prompt = this.prompts.get(stringParam(ref, 'name'));
      if (prompt && this.prompts.missingScope(prompt, caller) === undefined)
        return { name: prompt.options.name, completers: prompt.completers };
      this.recorder.rejected('unknown_prompt');
      throw unknownPrompt(stringParam(ref, 'name'));
    }
    if (type !== 'ref/resource') throw invalidParams('ref.type must be ref/prompt or ref/resource');
    const resource = this.resources.get(stringParam(ref, 'uri'));
    if (resource && (resource.options.scope === undefined || isGranted(caller, resource.options.scope)))
      return { name: resource.options.name, completers: resource.completers };
    this.recorder.rejected('unknown_resource');
    throw invalidParams(
      `Unknown resource template: ${quoteForMessage(stringParam(ref, 'uri'))}. Take one from resources/templates/list.`,
      'NOT_FOUND',
    );
  }
}
