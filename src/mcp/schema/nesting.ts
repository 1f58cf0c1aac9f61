/** More levels than any tool needs, and far fewer than the stack allows. */
const MAX_LEVELS = 16;

/**
 * Whether a value is nested too deeply. class-transformer walks arguments recursively, and a body of a few kilobytes can
 * hold enough brackets to exhaust the stack.
 */
export function isTooDeep(value: unknown, levels = MAX_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isTooDeep(child, levels - 1));
}
