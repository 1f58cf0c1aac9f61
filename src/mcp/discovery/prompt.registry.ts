import { Injectable } from '@nestjs/common';
import { isGranted, type Caller } from '../context/caller.js';
import type { ToolCall } from '../context/tool-call.js';
import type { PromptOptions } from '../decorators/prompt.decorator.js';
import { duplicatePrompt, invalidPromptName } from '../mcp.messages.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { CompletersByArgument } from './completers.js';
import { TOOL_NAME, ToolRegistry } from './tool.registry.js';

/** A discovered prompt with everything that can be computed before the first call. */
export interface RegisteredPrompt {
  readonly options: PromptOptions<object>;
  /** `Class.method`, for error messages. */
  readonly definedAt: string;
  readonly schema: JsonSchema;
  readonly completers: CompletersByArgument;
  /** Validates the arguments and returns what the decorated method returns. */
  readonly write: (args: unknown, call: ToolCall) => unknown;
}

/** All prompts of the process by name. Filled at start, read-only afterwards. */
@Injectable()
export class PromptRegistry {
  private readonly prompts = new Map<string, RegisteredPrompt>();

  constructor(private readonly tools: ToolRegistry) {}

  get isEmpty(): boolean {
    return this.prompts.size === 0;
  }

  /** Adds a prompt. Throws when its name is taken or not valid. */
  add(prompt: RegisteredPrompt): void {
    const { name } = prompt.options;
    if (!TOOL_NAME.test(name)) throw new Error(invalidPromptName(name, prompt.definedAt));
    const taken = this.prompts.get(name);
    if (taken) throw new Error(duplicatePrompt(name, taken.definedAt, prompt.definedAt));
    this.prompts.set(name, prompt);
  }

  /** The prompt with this name, if all its tools are registered. */
  get(name: string): RegisteredPrompt | undefined {
    const prompt = this.prompts.get(name);
    return prompt?.options.tools.every((tool) => this.tools.get(tool)) ? prompt : undefined;
  }

  /** Every prompt whose tools are all registered, in order of name. */
  all(): RegisteredPrompt[] {
    return [...this.prompts.keys()].toSorted().flatMap((name) => this.get(name) ?? []);
  }

  /** The first scope that the tools of a prompt need and the caller has not been granted. */
  missingScope({ options }: RegisteredPrompt, caller: Caller): string | undefined {
    return options.tools
      .flatMap((tool) => this.tools.get(tool)?.options.scope ?? [])
      .find((scope) => !isGranted(caller, scope));
  }

  /** Every prompt whose tools the caller may use. */
  grantedTo(caller: Caller): RegisteredPrompt[] {
    return this.all().filter((prompt) => this.missingScope(prompt, caller) === undefined);
  }
}
