/** Possible lengths of a report's periods. */
export const INTERVALS = ['day', 'week', 'month'] as const;

/** Length of a report's periods. */
export type Interval = (typeof INTERVALS)[number];

/**
 * The period that a day (`YYYY-MM-DD`, UTC) belongs to: the day, the Monday of its week (ISO 8601), or its month as
 * `YYYY-MM`. This file imports nothing, because views in the browser use it too.
 */
export function periodOf(day: string, interval: Interval): string {
  if (interval === 'month') return day.slice(0, 7);
  if (interval === 'day') return day;
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
