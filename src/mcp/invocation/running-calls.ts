import { Injectable } from '@nestjs/common';
import type { ToolCall } from '../context/tool-call.js';

/**
 * The calls under way, so that those which outlast the process's time can still be answered. They stand in an array, each
 * knowing its place: a `Set` is rebuilt again and again as calls come and go, and each of its former tables keeps the calls
 * of its time in memory until the next full collection, which made every other collection ten times as long.
 */
@Injectable()
export class RunningCalls {
  private readonly calls: ToolCall[] = [];
  private isShuttingDown = false;

  /** Notes a call that begins. After `shutDown` it is ended as soon as it has begun. */
  add(call: ToolCall): void {
    call.index = this.calls.push(call) - 1;
    if (this.isShuttingDown) call.shutDown();
  }

  /** Notes that a call has its answer. */
  delete(call: ToolCall): void {
    const last = this.calls.pop();
    if (last === undefined || last === call) return;
    this.calls[call.index] = last;
    last.index = call.index;
  }

  /** Ends every call under way, and each that still begins, with an envelope that says so. Gives their number. */
  shutDown(): number {
    this.isShuttingDown = true;
    for (const call of this.calls) call.shutDown();
    return this.calls.length;
  }
}
