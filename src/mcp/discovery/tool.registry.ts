import { Injectable } from '@nestjs/common';
import type { ConfirmationRequest } from '../confirmation/confirmation-prompt.js';
import type { ToolOptions } from '../decorators/tool.decorator.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { ArgumentsValidator } from '../schema/validate-arguments.js';
import { isGranted, type Caller } from '../context/caller.js';
import type { ToolCall } from '../context/tool-call.js';
import { duplicateTool, invalidToolName } from '../mcp.messages.js';
import { StartError } from '../start-error.js';

/** A discovered tool with everything that can be computed before the first call. */
export interface RegisteredTool {
  readonly options: ToolOptions<object, object>;
  /** `Class.method`, for messages about the tool. */
  readonly definedAt: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema | undefined;
  readonly validate: ArgumentsValidator;
  readonly run: (input: object, call: ToolCall) => unknown;
  /** What a person is asked before it runs; only where the policy wants one. */
  readonly confirm?: RequestConfirmation | undefined;
}

/** The question about one call of a tool; undefined when nobody has to be asked. */
export type RequestConfirmation = (input: object, call: ToolCall) => Promise<ConfirmationRequest<object> | undefined>;

/** What every client takes for a name. */
export const TOOL_NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** All tools of the process by name. Filled at start, read-only afterwards. */
@Injectable()
export class ToolRegistry {
  private readonly tools = new Map<string, RegisteredTool>();
  private readonly neededScopes = new Set<string>();

  /** Adds a tool. Throws when the name is taken or would not fit every client (Cursor: 60 with the server's name). */
  add(tool: RegisteredTool): void {
    const { name } = tool.options;
    if (!TOOL_NAME.test(name)) throw new StartError(invalidToolName(name, tool.definedAt));
    const taken = this.tools.get(name);
    if (taken) throw new StartError(duplicateTool(name, taken.definedAt, tool.definedAt));
    this.tools.set(name, tool);
    this.neededScopes.add(tool.options.scope);
  }

  get(name: string): RegisteredTool | undefined {
    return this.tools.get(name);
  }

  /** Every scope that some tool needs. */
  scopes(): string[] {
    return [...this.neededScopes];
  }

  /** Every tool that a caller may use, in order of name. */
  grantedTo(caller: Caller): RegisteredTool[] {
    return this.all().filter(({ options }) => isGranted(caller, options.scope));
  }

  /** Every tool in order of name: lists are the same on every replica and in every run, as prompt caches want them. */
  all(): RegisteredTool[] {
    return [...this.tools.values()].toSorted((a, b) => (a.options.name < b.options.name ? -1 : 1));
  }
}
