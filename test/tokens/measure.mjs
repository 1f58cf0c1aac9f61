import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { startBuiltService } from '../harness/built-service.mjs';

/** Random in every response, and with it the number of its tokens. */
const REQUEST_ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
const SAMPLE_ID = '5b0c1f1e-6f4e-4c43-9d0a-3b1f0a9d7c11';

/** An overdue invoice that every sandbox has. */
const ID = 'inv_0DEM0W1HS4RXYW47XVCBFZNBKC';

/** Answers that agents get most, in the order in which they are printed. */
const RESPONSES = [
  ['list_invoices, default page', 'list_invoices', {}],
  ['list_invoices, 20 whole invoices', 'list_invoices', { fields: ['all'] }],
  ['get_invoice', 'get_invoice', { id: ID }],
  ['get_invoice_summary', 'get_invoice_summary', {}],
  ['get_revenue_timeseries, a month of days', 'get_revenue_timeseries', { interval: 'day' }],
  ['an invoice that is not there', 'get_invoice', { id: 'inv_123' }],
  ['arguments that are not valid', 'create_invoice', { amount: -1, currency: 'E' }],
  ['cancel_invoice', 'cancel_invoice', { id: ID, reason: 'Ordered twice' }],
];

/** Tokens of the tool list and of typical answers, each as one copy of its JSON, by what they are. */
export async function measure() {
  const service = await startBuiltService({ ORVION_MCP_TOOLSETS: 'all', ORVION_MCP_CONFIRM: 'off' });
  const client = new Client({ name: 'orvion-tokens', version: '1.0.0' });
  try {
    await client.connect(new StreamableHTTPClientTransport(new URL(service.endpoint)));
    const { tools } = await client.listTools();
    const measurements = { 'tools/list, whole': countTokens(JSON.stringify({ tools })) };
    for (const tool of tools) measurements[`tools/list, ${tool.name}`] = countTokens(JSON.stringify(tool));
    for (const [what, name, args] of RESPONSES) {
      const { content } = await client.callTool({ name, arguments: args });
      assert.equal(content.length, 1);
      measurements[what] = countTokens(content[0].text.replaceAll(REQUEST_ID, SAMPLE_ID));
    }
    return measurements;
  } finally {
    await client.close();
    await service.stop();
  }
}
