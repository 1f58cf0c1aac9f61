import { EventEmitter, once } from 'node:events';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import type { ToolCall } from '../../src/mcp/context/tool-call.js';
import { NoInput, options } from './tool-app.js';

/** Tools that a test can watch and hold. */
@ToolProvider()
export class SlowTools {
  private readonly events = new EventEmitter();

  /** Resolves when the next call has begun. */
  async started(): Promise<void> {
    await once(this.events, 'started');
  }

  /** Resolves when the signal of a running call is aborted, with the reason. */
  async aborted(): Promise<DOMException> {
    return ((await once(this.events, 'aborted')) as [DOMException])[0];
  }

  /** Lets the running calls end. */
  release(): void {
    this.events.emit('release');
  }

  @Tool(options('wait_quietly'))
  async wait(_input: NoInput, call: ToolCall): Promise<object> {
    return this.untilReleased(call);
  }

  @Tool(options('wait_telling', { streams: true }))
  async tell(_input: NoInput, call: ToolCall): Promise<object> {
    await call.reportProgress({ progress: 1, total: 2, message: 'half' });
    return this.untilReleased(call);
  }

  @Tool(options('count_up', { streams: true }))
  async count(_input: NoInput, call: ToolCall): Promise<object> {
    for (const progress of [1, 2, 3]) await call.reportProgress({ progress, total: 3 });
    return { counted: 3 };
  }

  @Tool(options('count_unasked'))
  async countUnasked(_input: NoInput, call: ToolCall): Promise<object> {
    await call.reportProgress({ progress: 1 });
    return { counted: 1 };
  }

  private async untilReleased({ signal }: ToolCall): Promise<object> {
    const end = Promise.race([once(this.events, 'release'), once(signal, 'abort')]);
    this.events.emit('started');
    await end;
    if (signal.aborted) this.events.emit('aborted', signal.reason);
    return { aborted: signal.aborted };
  }
}
