import { setTimeout as pause } from 'node:timers/promises';
import { ToolProvider } from '../../../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../../../src/mcp/decorators/tool.decorator.js';
import { ToolContent } from '../../../../src/mcp/envelope/call-result.js';
import type { ToolCall } from '../../../../src/mcp/context/tool-call.js';
import { text } from '../samples.js';
import { fixture, NoArguments } from './fixture.js';

/** Reports three steps, 50 ms apart as the suite has it. */
@ToolProvider()
export class ProgressTool {
  @Tool(fixture('test_tool_with_progress', { streams: true }))
  async run(_input: NoArguments, call: ToolCall): Promise<ToolContent> {
    for (const progress of [0, 50, 100]) {
      await call.reportProgress({ progress, total: 100 });
      if (progress < 100) await pause(50, undefined, { signal: call.signal });
    }
    return new ToolContent([text('Done in three steps.')]);
  }
}
