import { stackFrames } from '../observability/stack-frames.js';

/** Formats an unexpected exception: its type and stack frames. The message is left out, as it may quote data. */
export function crashReport(thrown: unknown): string {
  const type = thrown instanceof Error ? thrown.name : typeof thrown;
  const headline = `orvion-mcp stopped because of a fault of its own (${type}). Please report this:`;
  return [headline, ...stackFrames(thrown)].join('\n');
}
