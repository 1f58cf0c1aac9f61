import { IsIn, IsOptional, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { AnyObject, AnyObjects, NestedOrNull, Tool, ToolProvider, type ToolCall } from '../../mcp/index.js';
import { Coverage } from '../analytics/coverage.js';
import { INTERVALS, type Interval } from '../analytics/period-of.js';
import { assertPeriodCount } from '../analytics/periods.js';
import { reportRange } from '../analytics/report-range.js';
import { revenueTimeseries, type Revenue } from '../analytics/revenue-timeseries.js';
import { IsDay } from '../day.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { INVOICES_READ } from '../scopes.js';
import { OVERVIEW_VIEW } from '../view-addresses.js';

const DEFAULT_DAYS: Record<Interval, number> = { day: 30, week: 91, month: 365 };

/** Arguments of `get_revenue_timeseries`. */
export class GetRevenueTimeseriesInput {
  @IsOptional()
  @IsDay('First day of payment, UTC. Default: 30 days, 13 weeks or a year up to the last')
  from?: string;

  @IsOptional()
  @IsDay('Last day of payment, UTC, included. Default: today')
  to?: string;

  @IsOptional()
  @IsIn(INTERVALS)
  @JSONSchema({ type: 'string', default: 'month', description: 'Length of a period; weeks begin on Monday' })
  interval?: Interval;
}

/** Data of `get_revenue_timeseries`. */
export class RevenueData {
  @IsString()
  from: string;

  @IsString()
  to: string;

  @IsString()
  interval: Interval;

  @AnyObjects('Period, currency, revenue; a period without payments has none')
  points: Revenue['points'];

  @NestedOrNull(Coverage, 'Null when the backend gave the points')
  coverage: Coverage | null;

  @AnyObject()
  backend: Revenue['backend'];
}

/** `get_revenue_timeseries`. */
@ToolProvider()
export class GetRevenueTimeseriesTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @Tool({
    name: 'get_revenue_timeseries',
    title: 'Revenue over time',
    description:
      'Money received by day, week or month, per currency, by date of payment. Changes nothing. Does not count what is only ' +
      'invoiced: see get_invoice_summary. When coverage.complete is false, payments may be missing.',
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_READ,
    toolset: 'analytics',
    input: GetRevenueTimeseriesInput,
    output: RevenueData,
    view: OVERVIEW_VIEW,
  })
  async revenue({ interval = 'month', ...given }: GetRevenueTimeseriesInput, call: ToolCall): Promise<RevenueData> {
    const range = reportRange(given, DEFAULT_DAYS[interval]);
    assertPeriodCount(range, interval);
    return revenueTimeseries(this.invoices, { ...range, interval }, call);
  }
}
