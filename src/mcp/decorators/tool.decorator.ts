import { SetMetadata, type Type } from '@nestjs/common';
import type { ToolCall } from '../context/tool-call.js';
import type { ConfirmOptions } from '../confirmation/confirmation-prompt.js';
import type { ViewAddress } from './view.decorator.js';

/**
 * What a tool promises to clients (MCP tools page, "Tool annotations"). All four are required here: clients decide on
 * automatic approval by them, and the protocol's own defaults are the pessimistic ones.
 */
export interface ToolAnnotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/** Everything a client learns about a tool, and the classes its arguments and its data are described by. */
export interface ToolOptions<Input extends object, Data extends object> {
  /** `verb_noun`, at most 40 characters, unique in the process. */
  readonly name: string;
  readonly title: string;
  /** What the tool does and what it does not do, for a model to read. */
  readonly description: string;
  readonly annotations: ToolAnnotations;
  /** What a caller must have been granted to see and to use the tool (OAuth scope, RFC 6749 section 3.3). */
  readonly scope: string;
  /** The group that the operator switches it on and off with; without one it is always on. */
  readonly toolset?: string;
  /** Class with class-validator decorators: the one source of schema, descriptions and validation. */
  readonly input: Type<Input>;
  /** The same for `data` of the envelope. Without it the method answers with a `ToolContent` of its own. */
  readonly output?: Type<Data>;
  /** What a person is asked before the tool acts, where the policy of the server wants one. */
  readonly confirm?: ConfirmOptions<Input>;
  /** The view that shows its answers to a person, where the client can show one. */
  readonly view?: ViewAddress;
  /** True when the tool reports progress while it runs: only then is its HTTP answer a stream. */
  readonly streams?: boolean;
}

export const TOOL_METADATA = Symbol('mcp:tool');

/** Type of a decorated method: its input and data are those of the options, checked by the compiler. */
export type ToolMethod<Input, Data> = (input: Input, call: ToolCall) => Promise<Data> | Data;

/**
 * Offers a method of a `@ToolProvider()` class as an MCP tool. It only records metadata: discovery, schemas and the
 * call itself happen elsewhere.
 */
export const Tool =
  <Input extends object, Data extends object>(options: ToolOptions<Input, Data>) =>
  <Method extends ToolMethod<Input, Data>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    SetMetadata(TOOL_METADATA, options)(target, key, descriptor as PropertyDescriptor);
  };
