import { SetMetadata, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { ToolCall } from '../context/tool-call.js';
import type { ContentBlock } from '../envelope/call-result.js';

/** Marks a class that contains MCP prompts, for discovery. List it in the `providers` of a module. */
export const PromptProvider = DiscoveryService.createDecorator<void>();

/** What clients see of a prompt, and the class that describes its arguments. */
export interface PromptOptions<Input extends object> {
  /** `verb_noun`, at most 40 characters, unique among prompts. */
  readonly name: string;
  readonly title: string;
  /** What the prompt does for the person who chooses it. */
  readonly description: string;
  /**
   * The tools that its text asks the model to call. The prompt is hidden from callers who may not use all of them, and from
   * everyone when one of them is switched off.
   */
  readonly tools: readonly string[];
  /** Class with class-validator decorators that describes the arguments, which clients send as text. */
  readonly input: Type<Input>;
}

/** A message of a prompt. */
export interface PromptMessage {
  readonly role: 'user' | 'assistant';
  readonly content: ContentBlock;
}

/** Type of a decorated method. A returned string becomes one message of the user. */
export type PromptMethod<Input> = (
  input: Input,
  call: ToolCall,
) => Promise<string | readonly PromptMessage[]> | string | readonly PromptMessage[];

/** Metadata key of `@Prompt`. */
export const PROMPT_METADATA = Symbol('mcp:prompt');

/** Offers a method of a `@PromptProvider()` class as an MCP prompt. The decorator only records metadata. */
export const Prompt =
  <Input extends object>(options: PromptOptions<Input>) =>
  <Method extends PromptMethod<Input>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    SetMetadata(PROMPT_METADATA, options)(target, key, descriptor as PropertyDescriptor);
  };
