import type { Type } from '@nestjs/common';
import { Length } from 'class-validator';
import { CompletedBy, type Completer } from '../../src/mcp/decorators/completed-by.decorator.js';
import type { PromptOptions } from '../../src/mcp/decorators/prompt.decorator.js';
import type { ResourceOptions, ResourceTemplateOptions } from '../../src/mcp/decorators/resource.decorator.js';
import { NoInput } from './tool-app.js';

const described = { title: 'Title', description: 'Description', mimeType: 'text/plain' };
export const at = (uri: string, name = uri): ResourceOptions => ({ uri, name, ...described });
export const promptOf = <Input extends object = NoInput>(
  name: string,
  more: Partial<PromptOptions<Input>> = {},
): PromptOptions<Input> => ({ name, ...described, tools: [], input: NoInput as Type<Input>, ...more });

/** Suggests more than a response may have. */
export class Numbers implements Completer {
  complete(typed: string): string[] {
    return Array.from({ length: 150 }, (_none, index) => `${typed}${index}`);
  }
}

/** Variables of a template. */
export class Place {
  @Length(1, 5)
  @CompletedBy(Numbers)
  name: string;
}

export const templateOf = (uriTemplate: string): ResourceTemplateOptions<Place> => ({
  uriTemplate,
  name: uriTemplate,
  ...described,
  input: Place,
});
