import { IsString } from 'class-validator';
import { CompletedBy } from '../../../../src/mcp/decorators/completed-by.decorator.js';
import {
  Resource,
  ResourceProvider,
  ResourceTemplate,
  type ResourceOptions,
} from '../../../../src/mcp/decorators/resource.decorator.js';
import { CityCompleter } from '../city.completer.js';
import { IMAGE } from '../samples.js';

const fixture = (name: string, mimeType: string): ResourceOptions => ({
  uri: `test://${name}`,
  name,
  title: name,
  description: 'A fixture of the conformance suite',
  mimeType,
});

class TemplateAddress {
  @IsString()
  @CompletedBy(CityCompleter)
  id: string;
}

/** The suite's resources. Subscriptions are left out: they need a session. */
@ResourceProvider()
export class ContentResources {
  @Resource(fixture('static-text', 'text/plain'))
  text(): string {
    return 'This is the content of the resource.';
  }

  @Resource(fixture('static-binary', 'image/png'))
  bytes(): Uint8Array {
    return Buffer.from(IMAGE.data, 'base64');
  }

  @Resource(fixture('watched-resource', 'text/plain'))
  watched(): string {
    return 'Watched';
  }

  @ResourceTemplate({
    uriTemplate: 'test://template/{id}/data',
    name: 'template',
    title: 'template',
    description: 'A fixture',
    mimeType: 'application/json',
    input: TemplateAddress,
  })
  templated({ id }: TemplateAddress): object {
    return { id, templateTest: true, data: `Data for ID: ${id}` };
  }
}
