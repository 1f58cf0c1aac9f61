import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ENTRY, SANDBOX_SETTINGS, startBuiltService } from '../harness/built-service.mjs';
import { stopWithRunner } from '../harness/stop-with-runner.mjs';
import { temporaryFolder } from '../harness/temporary-folder.mjs';
import { fetchInspector } from './inspector.mjs';

const TOOLS = [
  'cancel_invoice',
  'create_invoice',
  'get_invoice',
  'get_invoice_summary',
  'get_revenue_timeseries',
  'list_invoices',
  'mark_invoice_paid',
];
const INVOICE = { customer_name: 'Inspector Customer', amount: 1234.5, currency: 'EUR' };

stopWithRunner();
const inspect = await fetchInspector();
const counts = { passed: 0, failed: 0 };

async function check(name, run) {
  let outcome = 'passed';
  try {
    await run();
  } catch (thrown) {
    outcome = 'failed';
    process.stderr.write(`${thrown.stack}\n`);
  }
  counts[outcome] += 1;
  process.stdout.write(`${name}: ${outcome}\n`);
}

/** The data of a call that succeeded. */
async function call(target, tool, args) {
  const pairs = Object.entries(args).map(([name, value]) => `${name}=${value}`);
  const toolArgs = pairs.length > 0 ? ['--tool-arg', ...pairs] : [];
  const result = await inspect(target, 'tools/call', '--tool-name', tool, ...toolArgs);
  const response = result.structuredContent;
  assert.equal(response.ok, true, `${tool} answered ${JSON.stringify(response)}`);
  assert.deepEqual(JSON.parse(result.content[0].text), response);
  return response.data;
}

async function checkTransport(transport, target) {
  let created;
  await check(`${transport} tools/list`, async () => {
    const { tools } = await inspect(target, 'tools/list');
    assert.deepEqual(tools.map(({ name }) => name).toSorted(), TOOLS);
  });
  await check(`${transport} create_invoice`, async () => {
    created = (await call(target, 'create_invoice', INVOICE)).invoice;
    assert.equal(created.amount, '1234.50');
  });
  await check(`${transport} get_invoice`, async () => {
    const { invoice } = await call(target, 'get_invoice', { id: created.id });
    assert.deepEqual(invoice, created);
  });
  await check(`${transport} list_invoices`, async () => {
    const { invoices } = await call(target, 'list_invoices', { limit: 3 });
    assert.equal(invoices.length, 3);
  });
  await check(`${transport} mark_invoice_paid`, async () => {
    const { invoice } = await call(target, 'mark_invoice_paid', { id: created.id });
    assert.deepEqual([invoice.id, invoice.status], [created.id, 'paid']);
  });
  await check(`${transport} cancel_invoice`, async () => {
    const { id } = (await call(target, 'create_invoice', INVOICE)).invoice;
    const { invoice } = await call(target, 'cancel_invoice', { id, reason: 'Ordered twice' });
    assert.deepEqual([invoice.id, invoice.status], [id, 'canceled']);
  });
  await check(`${transport} get_invoice_summary`, async () => {
    const { totals } = await call(target, 'get_invoice_summary', {});
    assert.ok(totals.length > 0);
  });
  await check(`${transport} get_revenue_timeseries`, async () => {
    const { points } = await call(target, 'get_revenue_timeseries', { interval: 'month' });
    assert.ok(points.length > 0);
  });
}

// Over stdio every request of the Inspector starts a program of its own: they share a database on disk.
const database = join(temporaryFolder('inspector-data'), 'sandbox.db');
const settings = Object.entries({ ...SANDBOX_SETTINGS, ORVION_MCP_SANDBOX_DATABASE: database });
const environment = settings.flatMap(([name, value]) => ['-e', `${name}=${value}`]);
await checkTransport('stdio', [process.execPath, ENTRY, 'stdio', '--sandbox', ...environment]);

const service = await startBuiltService({ ORVION_MCP_CONFIRM: 'off' });
try {
  await checkTransport('http', [service.endpoint, '--transport', 'http']);
} finally {
  await service.stop();
}

process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
