import { SetMetadata, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { ContentBlock } from '../envelope/call-result.js';
import type { ToolCall } from '../context/tool-call.js';

/** Marks a class as a home of MCP prompts, so that discovery looks at it. It is listed in a module as any provider. */
export const PromptProvider = DiscoveryService.createDecorator<void>();

/** Everything a client learns about a prompt, and the class its arguments are described by. */
export interface PromptOptions<Input extends object> {
  /** `verb_noun`, as the name of a tool, unique among prompts. */
  readonly name: string;
  readonly title: string;
  /** What a person gets by choosing it. */
  readonly description: string;
  /**
   * The tools its text leads to. Whoever may not use one of them does not see the prompt, nor does anyone where a tool is
   * switched off: the text would lead nowhere.
   */
  readonly tools: readonly string[];
  /** Class with class-validator decorators, as the input of a tool. Arguments of prompts arrive as text. */
  readonly input: Type<Input>;
}

/** A message of a prompt. */
export interface PromptMessage {
  readonly role: 'user' | 'assistant';
  readonly content: ContentBlock;
}

/** Type of a method that writes a prompt: text is one message of the user. */
export type PromptMethod<Input> = (
  input: Input,
  call: ToolCall,
) => Promise<string | readonly PromptMessage[]> | string | readonly PromptMessage[];

export const PROMPT_METADATA = Symbol('mcp:prompt');

/** Offers a method of a `@PromptProvider()` class as an MCP prompt. It only records metadata. */
export const Prompt =
  <Input extends object>(options: PromptOptions<Input>) =>
  <Method extends PromptMethod<Input>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    SetMetadata(PROMPT_METADATA, options)(target, key, descriptor as PropertyDescriptor);
  };
