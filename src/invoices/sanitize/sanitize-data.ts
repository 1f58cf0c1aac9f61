import { sanitizeText } from './sanitize-text.js';

const MAX_LEVELS = 6;
const MAX_ENTRIES = 100;
const MAX_NAME = 64;

/**
 * A value of the backend of which nothing is known, as data for a model: every text and every name is plain, and lists,
 * objects and nesting have a bound that is told where it was met.
 */
export function sanitizeData(value: unknown, levels = MAX_LEVELS): unknown {
  if (typeof value === 'string') return sanitizeText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '… (nested deeper)';
  if (Array.isArray(value)) {
    const entries = value.slice(0, MAX_ENTRIES).map((entry) => sanitizeData(entry, levels - 1));
    return value.length > MAX_ENTRIES ? [...entries, `… (${value.length - MAX_ENTRIES} more)`] : entries;
  }
  const entries = Object.entries(value);
  const sanitized = entries
    .slice(0, MAX_ENTRIES)
    .map(([name, entry]) => [sanitizeText(name, MAX_NAME), sanitizeData(entry, levels - 1)]);
  if (entries.length > MAX_ENTRIES) sanitized.push(['…', `${entries.length - MAX_ENTRIES} more`]);
  // Not by assignment, which would take a field named __proto__ for the prototype.
  return Object.fromEntries(sanitized);
}

/** The same for an object, or a note in its place when it is longer than so many characters of JSON. */
export function boundedData(fields: Readonly<Record<string, unknown>>, maxLength: number): Record<string, unknown> {
  const sanitized = sanitizeData(fields) as Record<string, unknown>;
  const { length } = JSON.stringify(sanitized);
  if (length <= maxLength) return sanitized;
  return { omitted: `${Object.keys(fields).length} fields of ${length} characters` };
}
