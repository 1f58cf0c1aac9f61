const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads an ISO 8601 date and time as stored text: UTC with milliseconds, so that text order is time order. Undefined when
 * it is none, or does not exist. A time without offset is taken as UTC, as a date without time is.
 */
export function storedTimestamp(text: string): string | undefined {
  const parts = ISO.exec(text.trim());
  if (!parts) return undefined;
  const [, year = '', month = '', day = '', time = '00:00', offset = 'Z'] = parts;
  const calendar = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (calendar.getUTCMonth() !== Number(month) - 1 || calendar.getUTCDate() !== Number(day)) return undefined;
  const date = new Date(`${year}-${month}-${day}T${time}${offset}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The form in answers, such as `2026-01-15T10:00:00Z`. */
export const shownTimestamp = (stored: string | null): string | null => stored && stored.replace('.000Z', 'Z');
