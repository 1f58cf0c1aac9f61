import { IsString } from 'class-validator';
import { CompletedBy } from '../../../../src/mcp/decorators/completed-by.decorator.js';
import {
  Prompt,
  PromptProvider,
  type PromptMessage,
  type PromptOptions,
} from '../../../../src/mcp/decorators/prompt.decorator.js';
import type { ContentBlock } from '../../../../src/mcp/envelope/call-result.js';
import { CityCompleter } from '../city.completer.js';
import { embedded, IMAGE, text } from '../samples.js';
import { NoArguments } from '../tools/fixture.js';

class TwoArguments {
  @IsString()
  @CompletedBy(CityCompleter)
  arg1: string;

  @IsString()
  arg2: string;
}

class ResourceArgument {
  @IsString()
  resourceUri: string;
}

const fixture = <Input extends object>(name: string, input: PromptOptions<Input>['input']): PromptOptions<Input> => ({
  name,
  title: name,
  description: 'A fixture of the conformance suite',
  tools: [],
  input,
});

const asked = (...blocks: readonly ContentBlock[]): PromptMessage[] =>
  blocks.map((content) => ({ role: 'user', content }));

/** The suite's prompts that are written at once. */
@PromptProvider()
export class ContentPrompts {
  @Prompt(fixture('test_simple_prompt', NoArguments))
  simple(): string {
    return 'This is a simple prompt for testing.';
  }

  @Prompt(fixture('test_prompt_with_arguments', TwoArguments))
  withArguments({ arg1, arg2 }: TwoArguments): string {
    return `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`;
  }

  @Prompt(fixture('test_prompt_with_embedded_resource', ResourceArgument))
  withResource({ resourceUri }: ResourceArgument): PromptMessage[] {
    return asked(
      embedded(resourceUri, 'Embedded resource content for testing.'),
      text('Please process the embedded resource above.'),
    );
  }

  @Prompt(fixture('test_prompt_with_image', NoArguments))
  withImage(): PromptMessage[] {
    return asked(IMAGE, text('Please analyze the image above.'));
  }
}
