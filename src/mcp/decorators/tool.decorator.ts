import { SetMetadata, type Type } from '@nestjs/common';
import type { ConfirmOptions } from '../confirmation/confirmation-prompt.js';
import type { ToolCall } from '../context/tool-call.js';
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

/** What clients see of a tool, and the classes that describe its arguments and its data. */
export interface ToolOptions<Input extends object, Data extends object> {
  /** `verb_noun`, at most 40 characters, unique in the process. */
  readonly name: string;
  readonly title: string;
  /** What the tool does and does not do, for a model. */
  readonly description: string;
  readonly annotations: ToolAnnotations;
  /** The scope that a caller needs to see and to call the tool (RFC 6749 section 3.3). */
  readonly scope: string;
  /** The group of tools with which an operator switches it on or off. Default: none, it is always on. */
  readonly toolset?: string;
  /** Class with class-validator decorators: the one source of schema, descriptions and validation. */
  readonly input: Type<Input>;
  /** Class that describes `data` of the envelope. Without it, the method returns a `ToolContent`. */
  readonly output?: Type<Data>;
  /** How a person is asked to confirm a call, where the policy of the server requires it. */
  readonly confirm?: ConfirmOptions<Input>;
  /** The view that shows its results to a person, in clients that announce MCP Apps. */
  readonly view?: ViewAddress;
  /** True when the tool reports progress while it runs. Only then is the HTTP response a stream. */
  readonly streams?: boolean;
}

/** Metadata key of `@Tool`. */
export const TOOL_METADATA = Symbol('mcp:tool');

/** Type of a decorated method. The compiler checks its input and data against the options. */
export type ToolMethod<Input, Data> = (input: Input, call: ToolCall) => Promise<Data> | Data;

/** Offers a method of a `@ToolProvider()` class as an MCP tool. The decorator only records metadata. */
export const Tool =
  <Input extends object, Data extends object>(options: ToolOptions<Input, Data>) =>
  <Method extends ToolMethod<Input, Data>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    SetMetadata(TOOL_METADATA, options)(target, key, descriptor as PropertyDescriptor);
  };
