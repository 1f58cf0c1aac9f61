const HOUR = String.raw`(?:[01]\d|2[0-3])`;
const TIME = String.raw`${HOUR}:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?`;
const OFFSET = String.raw`[Zz]|[+-]${HOUR}:?[0-5]\d`;
const ISO = new RegExp(String.raw`^(\d{4}-\d{2}-\d{2})(?:[Tt ](${TIME})(${OFFSET})?)?$`);

/** Years that both ISO 8601 and the backend's Python support, in UTC. Only within these years is text order also time order. */
const KNOWN_YEAR = /^(?!0000)\d{4}-/;

/**
 * Converts an ISO 8601 date or timestamp to its stored form: UTC with milliseconds, so that text order is time order.
 * Undefined when it is invalid. Without an offset it is taken as UTC.
 */
export function storedTimestamp(text: string): string | undefined {
  const [, date, time = '00:00', offset = 'Z'] = ISO.exec(text.trim()) ?? [];
  if (date === undefined || !isCalendarDate(date)) return undefined;
  const stored = new Date(`${date}T${time}${offset.toUpperCase()}`).toISOString();
  return KNOWN_YEAR.test(stored) ? stored : undefined;
}

/** Whether a day exists; `Date` alone turns 30 February into 2 March. */
function isCalendarDate(date: string): boolean {
  const midnight = new Date(`${date}T00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}

/** Converts a stored timestamp to the form of responses, such as `2026-01-15T10:00:00Z`. */
export const responseTimestamp = (stored: string | null): string | null => stored && stored.replace('.000Z', 'Z');
