import type { Type } from '@nestjs/common';
import { Prompt, PromptProvider } from '../../src/mcp/decorators/prompt.decorator.js';
import {
  Resource,
  ResourceProvider,
  ResourceTemplate,
  type ResourceOptions,
  type ResourceTemplateOptions,
} from '../../src/mcp/decorators/resource.decorator.js';
import { at, Numbers, promptOf, templateOf, type Place } from './list-options.js';
import { startLibrary } from './tool-app.js';

/** A provider of one resource, or one template. */
function holderOf(offered: ResourceOptions | ResourceTemplateOptions<Place>): Type {
  const decorate = ('uri' in offered ? Resource(offered) : ResourceTemplate(offered)) as MethodDecorator;
  @ResourceProvider()
  class Holder {
    @decorate
    read(): string {
      return '';
    }
  }
  return Holder;
}

describe('what cannot be offered stops the start', () => {
  @PromptProvider()
  class Upper {
    @Prompt(promptOf('Choose-Side'))
    write(): string {
      return '';
    }
  }

  @PromptProvider()
  class Twice {
    @Prompt(promptOf('choose_side'))
    one(): string {
      return '';
    }

    @Prompt(promptOf('choose_side'))
    two(): string {
      return '';
    }
  }

  test.each<[what: string, providers: Type[], message: string]>([
    ['an address twice', [holderOf(at('test://a')), holderOf(at('test://a', 'b'))], 'offer the resource test://a'],
    ['a name twice', [holderOf(at('test://a', 'n')), holderOf(at('test://b', 'n'))], 'offer the resource test://b'],
    ['a variable without a property', [holderOf(templateOf('test://{other}')), Numbers], 'not the properties'],
    ['a property without a variable', [holderOf(templateOf('test://name')), Numbers], 'not the properties'],
    ['a template of a higher level', [holderOf(templateOf('test://{+name}')), Numbers], 'variables of the form {name}'],
    [
      'a completer that is in no module',
      [holderOf(templateOf('test://{name}'))],
      'Place.name names Numbers, of which no module has a singleton',
    ],
    ['a prompt twice', [Twice], 'offer the prompt "choose_side": Twice.one and Twice.two'],
    ['a name of another form', [Upper], 'a prompt named "Choose-Side"'],
  ])('%s', async (_what, providers, message) => {
    await expect(startLibrary(...providers)).rejects.toThrow(message);
  });
});
