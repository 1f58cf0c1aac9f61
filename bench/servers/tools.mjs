// The four tools that the servers of the comparison register, and further ones when more are requested.
import { z } from 'zod';
import { TOOL_COUNT } from './settings.mjs';
import { ask } from './upstream.mjs';

const STATUS = z.enum(['draft', 'sent', 'paid', 'overdue', 'canceled']);

const FOUR = [
  {
    name: 'create_invoice',
    description: 'Creates one invoice and, unless status is "draft", sends it to the customer at once.',
    fields: {
      customer_name: z.string().min(1).max(200).describe('Name of the customer'),
      amount: z.number().positive().describe('Amount in units of the currency'),
      currency: z.string().describe('Currency code, such as EUR, USD, SAT or USDC'),
      customer_email: z.email().optional(),
      customer_wallet: z.string().optional(),
      issued_at: z.string().optional(),
      due_at: z.string().optional(),
      external_id: z.string().optional(),
      status: z.enum(['draft', 'sent']).default('sent'),
    },
    run: async (fields) => ask('/invoices', 'POST', fields),
  },
  {
    name: 'get_invoice',
    description: 'Reads one invoice by its id, with its present status.',
    fields: { id: z.string().min(1).max(128).describe('Identifier of the invoice') },
    run: async ({ id }) => ask(`/invoices/${encodeURIComponent(id)}`),
  },
  {
    name: 'list_invoices',
    description: 'Lists invoices of this organisation, by status or billing address if wanted.',
    fields: {
      status: STATUS.optional(),
      customer_email: z.email().optional(),
      limit: z.number().int().min(1).max(100).default(20),
      cursor: z.string().optional(),
    },
    run: async ({ limit = 20 }) => ask(`/invoices?limit=${limit}`),
  },
  {
    name: 'mark_invoice_paid',
    description: 'Records that an invoice which was sent, or is overdue, has been paid.',
    fields: {
      id: z.string().min(1).max(128),
      paid_at: z.string().optional(),
      amount_paid: z.number().positive().optional(),
      payment_reference: z.string().optional(),
    },
    run: async ({ id, ...fields }) => ask(`/invoices/${encodeURIComponent(id)}/mark-paid`, 'POST', fields),
  },
];

/** All tools to register: name, description, zod fields, and a function from arguments to the backend's text. */
export const TOOLS = Array.from({ length: TOOL_COUNT }, (_, index) => {
  const tool = FOUR[index % FOUR.length];
  return index < FOUR.length ? tool : { ...tool, name: `${tool.name}_${index}` };
});

/** Returns the result of a call, as in the documentation of the SDKs. */
export const textResult = (text) => ({ content: [{ type: 'text', text }] });
