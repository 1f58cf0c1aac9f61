import { Injectable } from '@nestjs/common';
import type { ConfirmationRequest } from '../confirmation/confirmation-prompt.js';
import { isGranted, type Caller } from '../context/caller.js';
import type { ToolCall } from '../context/tool-call.js';
import type { ToolOptions } from '../decorators/tool.decorator.js';
import { duplicateTool, invalidToolName } from '../mcp.messages.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { ArgumentsValidator } from '../schema/validate-arguments.js';

/** A discovered tool with everything that can be computed before the first call. */
export interface RegisteredTool {
  readonly options: ToolOptions<object, object>;
  /** `Class.method`, for error messages. */
  readonly definedAt: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema | undefined;
  readonly validate: ArgumentsValidator;
  readonly run: (input: object, call: ToolCall) => unknown;
  /** Builds the confirmation request of a call; only where the policy requires a confirmation. */
  readonly confirm?: RequestConfirmation | undefined;
}

/** Builds the confirmation request of one call; undefined when the call needs no confirmation. */
export type RequestConfirmation = (input: object, call: ToolCall) => Promise<ConfirmationRequest<object> | undefined>;

/** Names of tools and prompts that every client accepts. */
export const TOOL_NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** All tools of the process by name. Filled at start, read-only afterwards. */
@Injectable()
export class ToolRegistry {
  private readonly tools = new Map<string, RegisteredTool>();
  private readonly neededScopes = new Set<string>();

  /** Adds a tool. Throws when its name is taken or too long for a client (Cursor: 60 characters with the server's name). */
  add(tool: RegisteredTool): void {
    const { name } = tool.options;
    if (!TOOL_NAME.test(name)) throw new Error(invalidToolName(name, tool.definedAt));
    const taken = this.tools.get(name);
    if (taken) throw new Error(duplicateTool(name, taken.definedAt, tool.definedAt));
    this.tools.set(name, tool);
    this.neededScopes.add(tool.options.scope);
  }

  get(name: string): RegisteredTool | undefined {
    return this.tools.get(name);
  }

  /** Every scope that at least one tool needs. */
  scopes(): string[] {
    return [...this.neededScopes];
  }

  /** Every tool that the caller may use, in order of name. */
  grantedTo(caller: Caller): RegisteredTool[] {
    return this.all().filter(({ options }) => isGranted(caller, options.scope));
  }

  /** Every tool in order of name, so that lists are equal on all replicas and prompt caches of models can hit. */
  all(): RegisteredTool[] {
    return [...this.tools.values()].toSorted((a, b) => (a.options.name < b.options.name ? -1 : 1));
  }
}
