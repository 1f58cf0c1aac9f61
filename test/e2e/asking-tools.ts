import type { TestBackend } from '../harness/sandbox.js';

/** A call that a person has to confirm, about an invoice of its own. */
export interface Step {
  readonly args: Record<string, unknown>;
  /** The lines below the question. */
  readonly reported: readonly unknown[];
  /** Whether the database says that it has happened. */
  readonly isDone: () => Promise<boolean>;
}

/** A tool that asks a person before it acts. */
export interface AskingTool {
  readonly tool: string;
  /** The first line of the question. */
  readonly asks: RegExp;
  readonly step: () => Promise<Step>;
}

let count = 0;

/** Every tool that changes something. */
export function askingTools(backend: () => TestBackend): readonly AskingTool[] {
  /** A step with a new invoice, which is done when the status of the invoice is no longer the first. */
  const stepWith = (status: 'draft' | 'sent') => async (): Promise<Step> => {
    const body = { customer_name: 'Asked About', amount: 1000.01, currency: 'EUR', status };
    const { id, number } = (await backend().api('POST', '/invoices', body)).body as { id: string; number: string };
    return {
      args: { id },
      reported: [`Invoice: ${number} (${id})`, 'Amount: 1000.01 EUR', `Status: ${status}`, 'Customer: "Asked About"'],
      isDone: async () => (await backend().api('GET', `/invoices/${id}`)).body.status !== status,
    };
  };
  const creation = async (): Promise<Step> => {
    const customer_name = `Asked ${(count += 1)} times`;
    return Promise.resolve({
      args: { customer_name, amount: 7.5, currency: 'EUR' },
      reported: ['Amount: 7.5 EUR', `Customer: "${customer_name}"`, 'It is sent to the customer at once.'],
      isDone: async () => (await backend().invoicesOf(customer_name)).length === 1,
    });
  };
  return [
    { tool: 'cancel_invoice', asks: /^Cancel this invoice\? That is final/, step: stepWith('sent') },
    { tool: 'create_invoice', asks: /^Create this invoice\?$/, step: creation },
    { tool: 'delete_invoice', asks: /^Delete this draft\? That is final/, step: stepWith('draft') },
    { tool: 'mark_invoice_paid', asks: /^Mark this invoice as paid\? That is final/, step: stepWith('sent') },
  ];
}
