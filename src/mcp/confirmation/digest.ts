import { createHash } from 'node:crypto';

/** SHA-256 of a value as JSON with sorted names, so that equal values have equal digests. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(withSortedNames(value)) ?? '')
    .digest('base64url');

function withSortedNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedNames);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, child]) => [name, withSortedNames(child)]));
}
