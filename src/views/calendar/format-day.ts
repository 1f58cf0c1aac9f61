const DAY_MS = 86_400_000;
const LENGTHS = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  shortMonth: { month: 'short' },
} as const;

/** Which parts of a date are shown. */
export type DayLength = keyof typeof LENGTHS;

/**
 * Formats the day of a timestamp of the backend. Days are in UTC, as in reports and in the filters of the tools: a due date
 * must not depend on the time zone. Text that is no timestamp is returned unchanged.
 */
export function formatDay(time: string, locale?: string, length: DayLength = 'day'): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  return new Intl.DateTimeFormat(locale, { ...LENGTHS[length], timeZone: 'UTC' }).format(date);
}

/** Whole days from one time to a later one; 0 when the second is not later. */
export function daysBetween(earlier: string, later: number): number {
  const days = Math.floor((later - Date.parse(earlier)) / DAY_MS);
  return days > 0 ? days : 0;
}
