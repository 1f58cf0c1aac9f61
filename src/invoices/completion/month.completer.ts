import { Injectable } from '@nestjs/common';
import type { Completer } from '../../mcp/index.js';

const MONTHS = 13;

/** Suggests months as `YYYY-MM` in UTC: the last complete one first, the current one last. */
@Injectable()
export class MonthCompleter implements Completer {
  complete(typed: string): readonly string[] {
    return Array.from({ length: MONTHS }, (_none, back) => monthsAgo(back + 1))
      .concat(monthsAgo(0))
      .filter((month) => month.startsWith(typed.trim()));
  }
}

/** The month so many months before the current one, as `YYYY-MM` in UTC. */
export function monthsAgo(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
}
