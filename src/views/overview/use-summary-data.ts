import { useEffect, useState } from 'preact/hooks';
import { textOf, type Fields } from '../host/tool-response.js';
import type { ToolError } from '../host/tool-error.js';
import type { Session } from '../host/session.js';
import type { SummaryData } from './summary-data.js';
import { intervalFor } from './periods.js';

/** Data of both tools that the overview shows. */
export interface OverviewData {
  readonly summary: SummaryData;
  readonly revenue: SummaryData;
  /** Why the data of the other tool could not be loaded. */
  readonly error: ToolError | undefined;
}

/** Takes the data of one tool, and loads those of the other for the same days. */
export function useSummaryData(given: Fields, session: Session): OverviewData {
  const [other, setOther] = useState<SummaryData>();
  const [error, setError] = useState<ToolError>();
  const isRevenue = 'points' in given;

  async function loadOther(): Promise<void> {
    const range = { from: textOf(given, 'from'), to: textOf(given, 'to') };
    const response = isRevenue
      ? await session.call('get_invoice_summary', range)
      : await session.call('get_revenue_timeseries', { ...range, interval: intervalFor(range) });
    if (response.ok) setOther(response.data);
    else setError(response.error);
  }

  useEffect(() => {
    setOther(undefined);
    setError(undefined);
    if (session.canCall) void loadOther();
  }, [given]);

  return { summary: isRevenue ? other : given, revenue: isRevenue ? given : other, error };
}
