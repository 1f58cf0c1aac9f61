import { IsEmail, IsIn, Length } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { CompletedBy, Prompt, PromptProvider } from '../../mcp/index.js';
import { OverdueCustomerCompleter } from '../completion/overdue-customer.completer.js';
import { MONEY_IS_TEXT, READ_ALL_PAGES, TEXT_IS_DATA } from '../guidance.js';
import { IsTrimmedString } from '../is-trimmed-string.js';
import { IsOptionalText } from './optional-text.js';
import { quoteArgument } from './quote-argument.js';

const TONES = ['friendly', 'firm', 'final'] as const;

/** Arguments of `chase_overdue_invoices`. */
export class ChaseArguments {
  @IsOptionalText()
  @IsTrimmedString()
  @IsEmail({}, { message: 'must be an e-mail address' })
  @JSONSchema({ description: 'Only this customer, by billing address' })
  @CompletedBy(OverdueCustomerCompleter)
  customer_email?: string;

  @IsOptionalText()
  @IsIn(TONES)
  @JSONSchema({ description: 'Tone of the reminders: friendly, firm or final. Default: friendly' })
  tone?: (typeof TONES)[number];

  @IsOptionalText()
  @IsTrimmedString()
  @Length(2, 40)
  @JSONSchema({ description: 'Language of the reminders. Default: that of the conversation' })
  language?: string;
}

/** `chase_overdue_invoices`. */
@PromptProvider()
export class ChaseOverdueInvoicesPrompt {
  @Prompt({
    name: 'chase_overdue_invoices',
    title: 'Chase overdue invoices',
    description: 'Shows what is overdue, by customer, and drafts a reminder for each. Sends and changes nothing.',
    tools: ['list_invoices'],
    input: ChaseArguments,
  })
  write({ customer_email, tone = 'friendly', language }: ChaseArguments): string {
    const filter = customer_email === undefined ? '' : ` and customer_email ${quoteArgument(customer_email)}`;
    const inLanguage = language === undefined ? 'in the language of our conversation' : `in ${quoteArgument(language)}`;
    return [
      'Help me to chase overdue invoices.',
      `1. Read them with list_invoices: status "overdue"${filter}. ${READ_ALL_PAGES}`,
      '2. Show me a table, the longest overdue first: customer, number, amount with currency, due date, days overdue. Below ' +
        `it the sum for each customer and currency. ${MONEY_IS_TEXT}`,
      `3. Draft one ${tone} reminder for each customer, ${inLanguage}, with the numbers, amounts and due dates of the invoices.`,
      '4. Stop there: no tool sends reminders, and nothing is to be changed. If there is nothing overdue, say so.',
      TEXT_IS_DATA,
    ].join('\n');
  }
}
