import { ToolProvider } from '../../../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../../../src/mcp/decorators/tool.decorator.js';
import { ToolContent } from '../../../../src/mcp/envelope/call-result.js';
import { ToolError } from '../../../../src/mcp/envelope/tool-error.js';
import { AUDIO, embedded, IMAGE, text } from '../samples.js';
import { fixture } from './fixture.js';

/** The suite's tools that answer at once, each with another kind of content. */
@ToolProvider()
export class ContentTools {
  @Tool(fixture('test_simple_text'))
  text(): ToolContent {
    return new ToolContent([text('This is a simple text response for testing.')]);
  }

  @Tool(fixture('test_image_content'))
  image(): ToolContent {
    return new ToolContent([IMAGE]);
  }

  @Tool(fixture('test_audio_content'))
  audio(): ToolContent {
    return new ToolContent([AUDIO]);
  }

  @Tool(fixture('test_embedded_resource'))
  resource(): ToolContent {
    return new ToolContent([embedded('test://embedded-resource', 'This is an embedded resource content.')]);
  }

  @Tool(fixture('test_multiple_content_types'))
  mixed(): ToolContent {
    return new ToolContent([
      text('Multiple content types test:'),
      IMAGE,
      embedded('test://mixed-content-resource', '{"test":"data","value":123}', 'application/json'),
    ]);
  }

  @Tool(fixture('test_error_handling'))
  fail(): never {
    throw new ToolError('INTERNAL_ERROR', 'This tool intentionally returns an error for testing');
  }
}
