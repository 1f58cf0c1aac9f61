import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiKeyGuard, Caller } from '../auth/api-key.guard.js';
import type { Organization } from '../auth/organizations.js';
import type { InvoiceRow } from '../invoices/invoice-row.js';
import { InvoicesRepository } from '../invoices/invoices.repository.js';
import type { Query as AnalyticsQuery } from '../invoices/list-query.js';
import { CurrencySums } from './currency-sums.js';
import { isWithin, readDateRange } from './date-range.js';
import { summarize } from './summary.js';

const EVERYTHING = { status: null, search: null, limit: Number.MAX_SAFE_INTEGER, offset: 0 };

/** Reports on invoices. Their fields are not publicly documented: docs/sandbox.md describes the ones chosen here. */
@Controller('v1/invoices/analytics')
@UseGuards(ApiKeyGuard)
export class AnalyticsController {
  constructor(private readonly invoices: InvoicesRepository) {}

  /** Summary of the invoices issued in the range. */
  @Get('summary')
  summary(@Caller() { id }: Organization, @Query() query: AnalyticsQuery) {
    const range = readDateRange(query);
    const rows = this.all(id).filter(({ issued_at }) => isWithin(range, issued_at));
    return { ...range, ...summarize(rows, new Date()) };
  }

  /** Money received in the range, by calendar month in UTC. */
  @Get('revenue-timeseries')
  revenue(@Caller() { id }: Organization, @Query() query: AnalyticsQuery) {
    const range = readDateRange(query);
    const months = new Map<string, CurrencySums<'revenue'>>();
    for (const { paid_at, currency, amount, amount_paid } of this.all(id)) {
      if (paid_at === null || !isWithin(range, paid_at)) continue;
      const month = paid_at.slice(0, 7);
      const sums = months.get(month) ?? new CurrencySums(['revenue'] as const);
      sums.add(currency, 'revenue', amount_paid ?? amount);
      months.set(month, sums);
    }
    const points = [...months].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      ...range,
      granularity: 'month',
      points: points.flatMap(([period, sums]) => sums.rows().map((row) => ({ period, ...row }))),
    };
  }

  private all(organization: string): InvoiceRow[] {
    return this.invoices.list(organization, EVERYTHING);
  }
}
