import { useEffect, useState } from 'preact/hooks';
import { textOf, type Fields } from '../host/answer.js';
import type { Refusal } from '../host/refusal.js';
import type { Session } from '../host/session.js';
import type { Figures } from './figures.js';
import { intervalFor } from './periods.js';

/** Both halves of the overview. */
export interface BothFigures {
  readonly summary: Figures;
  readonly revenue: Figures;
  /** Why there is only one half, where the other was asked for. */
  readonly refusal: Refusal | undefined;
}

/** The half that a tool gave, and the other one for the same days. */
export function useFigures(given: Fields, session: Session): BothFigures {
  const [other, setOther] = useState<Figures>();
  const [refusal, setRefusal] = useState<Refusal>();
  const isRevenue = 'points' in given;

  async function askForOther(): Promise<void> {
    const range = { from: textOf(given, 'from'), to: textOf(given, 'to') };
    const answer = isRevenue
      ? await session.call('get_invoice_summary', range)
      : await session.call('get_revenue_timeseries', { ...range, interval: intervalFor(range) });
    if (answer.ok) setOther(answer.data);
    else setRefusal(answer.refusal);
  }

  useEffect(() => {
    setOther(undefined);
    setRefusal(undefined);
    if (session.canCall) void askForOther();
  }, [given]);

  return { summary: isRevenue ? other : given, revenue: isRevenue ? given : other, refusal };
}
