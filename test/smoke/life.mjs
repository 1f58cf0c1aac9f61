// The life of one invoice, lived through a real client.
import { Client } from '@modelcontextprotocol/client';
import assert from 'node:assert/strict';

const TOOLS = [
  'cancel_invoice',
  'create_invoice',
  'get_invoice',
  'get_invoice_summary',
  'get_revenue_timeseries',
  'list_invoices',
  'mark_invoice_paid',
];

/** Connects, and creates, reads, lists and settles an invoice. */
export async function live(transport) {
  const client = new Client({ name: 'orvion-smoke', version: '1.0.0' });
  await client.connect(transport);
  try {
    await liveInvoice(client);
  } finally {
    await client.close();
  }
}

async function liveInvoice(client) {
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name }) => name),
    TOOLS,
  );
  const customer_email = 'smoke@example.com';
  const { invoice } = await call(client, 'create_invoice', {
    customer_name: 'Smoke Ltd',
    customer_email,
    amount: 1234.5,
    currency: 'eur',
  });
  assert.deepEqual([invoice.status, invoice.amount, invoice.currency], ['sent', '1234.50', 'EUR']);
  const { id } = invoice;
  assert.deepEqual((await call(client, 'get_invoice', { id })).invoice, invoice);
  const { invoices } = await call(client, 'list_invoices', { customer_email });
  assert.deepEqual(
    invoices.map((row) => [row.id, row.amount]),
    [[id, '1234.50']],
  );
  const paid = await call(client, 'mark_invoice_paid', { id });
  assert.deepEqual([paid.invoice.id, paid.invoice.status], [id, 'paid']);
}

async function call(client, name, args) {
  const { structuredContent, isError } = await client.callTool({ name, arguments: args });
  assert.ok(!isError && structuredContent.ok, JSON.stringify(structuredContent));
  return structuredContent.data;
}
