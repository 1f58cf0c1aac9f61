import { sourceFrame } from './source-frames.js';

/**
 * Where an exception came from. Its message is left out, as it may quote what a caller or the backend sent; lines of it
 * may even look like frames, so only what follows it counts.
 */
export function stackFrames(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return [];
  const { stack = '', message } = thrown;
  const start = stack.indexOf(message);
  if (start === -1) return [];
  return stack
    .slice(start + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map(sourceFrame);
}
