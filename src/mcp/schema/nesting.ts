/** More levels than any tool asks for, and far fewer than the stack takes. */
const MAX_LEVELS = 16;

/**
 * Whether a value is nested deeper than we go. The transformer of arguments walks them recursively: a body of a few
 * kilobytes can hold enough brackets to exhaust its stack.
 */
export function isTooDeep(value: unknown, levels = MAX_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isTooDeep(child, levels - 1));
}
