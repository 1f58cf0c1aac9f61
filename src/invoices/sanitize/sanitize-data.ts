import { sanitizeText } from './sanitize-text.js';

const MAX_DEPTH = 6;
const MAX_ENTRIES = 100;
const MAX_NAME = 64;

/**
 * Sanitizes a backend value of unknown shape as data for a model. Texts and names are sanitized; lists, objects and nesting
 * are bounded, and the result shows where something was cut.
 */
export function sanitizeData(value: unknown, depth = MAX_DEPTH): unknown {
  if (typeof value === 'string') return sanitizeText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '… (nested deeper)';
  if (Array.isArray(value)) {
    const entries = value.slice(0, MAX_ENTRIES).map((entry) => sanitizeData(entry, depth - 1));
    return value.length > MAX_ENTRIES ? [...entries, `… (${value.length - MAX_ENTRIES} more)`] : entries;
  }
  const entries = Object.entries(value);
  const sanitized = entries
    .slice(0, MAX_ENTRIES)
    .map(([name, entry]) => [sanitizeText(name, MAX_NAME), sanitizeData(entry, depth - 1)]);
  if (entries.length > MAX_ENTRIES) sanitized.push(['…', `${entries.length - MAX_ENTRIES} more`]);
  // Assignment would set the prototype for a field named __proto__.
  return Object.fromEntries(sanitized);
}

/** Sanitizes an object, or replaces it by a note when its JSON is longer than `maxLength`. */
export function boundedData(fields: Readonly<Record<string, unknown>>, maxLength: number): Record<string, unknown> {
  const sanitized = sanitizeData(fields) as Record<string, unknown>;
  const { length } = JSON.stringify(sanitized);
  if (length <= maxLength) return sanitized;
  return { omitted: `${Object.keys(fields).length} fields of ${length} characters` };
}
