import { Injectable } from '@nestjs/common';
import type { Completer } from '../../mcp/index.js';

const MONTHS = 13;

/** Suggests the months that reports are made of, the last complete one first, as `YYYY-MM` in UTC. */
@Injectable()
export class MonthCompleter implements Completer {
  complete(typed: string): readonly string[] {
    return Array.from({ length: MONTHS }, (_none, back) => monthsAgo(back + 1))
      .concat(monthsAgo(0))
      .filter((month) => month.startsWith(typed.trim()));
  }
}

/** A month before this one, as `YYYY-MM` in UTC. */
export function monthsAgo(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
}
