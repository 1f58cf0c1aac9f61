import { Injectable } from '@nestjs/common';
import type { ToolCall } from './tool-call.js';

/** The calls under way, so that those which outlast the process's time can still be answered. */
@Injectable()
export class RunningCalls {
  private readonly calls = new Set<ToolCall>();
  private isOver = false;

  /** Notes a call that begins. After `shutDown` it is ended as soon as it has begun. */
  add(call: ToolCall): void {
    this.calls.add(call);
    if (this.isOver) call.shutDown();
  }

  /** Notes that a call has its answer. */
  delete(call: ToolCall): void {
    this.calls.delete(call);
  }

  /** Ends every call under way, and each that still begins, with an envelope that says so. Gives their number. */
  shutDown(): number {
    this.isOver = true;
    const ended = this.calls.size;
    for (const call of this.calls) call.shutDown();
    return ended;
  }
}
