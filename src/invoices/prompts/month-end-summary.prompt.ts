import { Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { CompletedBy, Prompt, PromptProvider } from '../../mcp/index.js';
import { MonthCompleter, monthsAgo } from '../completion/month.completer.js';
import { MONEY_IS_TEXT, READ_ALL_PAGES, TEXT_IS_DATA } from '../guidance.js';
import { IsTrimmedString } from '../is-trimmed-string.js';
import { IsOptionalText } from './optional-text.js';

/** Arguments of `month_end_summary`. */
export class MonthEndArguments {
  @IsOptionalText()
  @IsTrimmedString()
  @Matches(/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/, { message: 'must be a month such as 2026-01' })
  @JSONSchema({ description: 'The month, such as 2026-01. Default: the last complete one' })
  @CompletedBy(MonthCompleter)
  month?: string;
}

/** `month_end_summary`. */
@PromptProvider()
export class MonthEndSummaryPrompt {
  @Prompt({
    name: 'month_end_summary',
    title: 'Month-end summary',
    description: 'Sums up a month: what was issued and paid, what is open and overdue, by currency. Changes nothing.',
    tools: ['get_invoice_summary', 'list_invoices'],
    input: MonthEndArguments,
  })
  write({ month = monthsAgo(1) }: MonthEndArguments): string {
    return [
      `Write a month-end summary of our invoices for ${month} (UTC).`,
      `1. Take what was issued in the month from get_invoice_summary with from ${month}-01 and to ${lastDayOf(month)}. ` +
        'Where its coverage is not complete, say so.',
      `2. Read the invoices of status paid, sent and overdue with list_invoices. ${READ_ALL_PAGES} Count and add up by ` +
        `currency what was paid in ${month} (paid_at) and what is still open today, the overdue part apart. ${MONEY_IS_TEXT}`,
      '3. Name the five largest open invoices of each currency: customer, number, amount, due date.',
      '4. Say which figures are from complete lists. Change nothing.',
      TEXT_IS_DATA,
    ].join('\n');
  }
}

/** The last day of a month given as `YYYY-MM`. */
function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
