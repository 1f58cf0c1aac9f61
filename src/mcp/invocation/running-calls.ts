import { Injectable } from '@nestjs/common';
import type { ToolCall } from '../context/tool-call.js';

/**
 * The calls in flight, so that each still gets a response when the process shuts down. They are in an array, and each call
 * knows its index: a `Set` rebuilds its table again and again as calls come and go, and every old table keeps its calls in
 * memory until the next full garbage collection, which made all other collections ten times as long.
 */
@Injectable()
export class RunningCalls {
  private readonly calls: ToolCall[] = [];
  private isShuttingDown = false;

  /** Adds a call. After `shutDown` it is aborted at once. */
  add(call: ToolCall): void {
    call.index = this.calls.push(call) - 1;
    if (this.isShuttingDown) call.shutDown();
  }

  /** Removes a call that has a result. */
  delete(call: ToolCall): void {
    const last = this.calls.pop();
    if (last === undefined || last === call) return;
    this.calls[call.index] = last;
    last.index = call.index;
  }

  /** Aborts every call in flight and every later one. Returns the number of calls in flight. */
  shutDown(): number {
    this.isShuttingDown = true;
    for (const call of this.calls) call.shutDown();
    return this.calls.length;
  }
}
