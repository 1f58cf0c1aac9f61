import { sourceFrame } from './source-frames.js';

/**
 * The stack frames of an exception, without its message, which may quote data of a caller or of the backend. Lines of the
 * message may look like frames, so only the lines after it count.
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
