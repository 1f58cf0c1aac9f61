import { startBackend, type TestBackend } from '../../harness/sandbox.js';
import { startToolCaller, type ToolCaller } from '../../harness/tool-caller.js';

let backend: TestBackend;
let tools: ToolCaller;

beforeAll(async () => {
  backend = await startBackend();
  tools = await startToolCaller(backend.variables);
});

afterAll(async () => {
  await tools.close();
  await backend.close();
});

test('the status is the one of get_invoice', async () => {
  const { invoices } = await tools.data('list_invoices', { status: 'overdue', limit: 1 });
  const [{ id }] = invoices as [{ id: string }];
  expect(await tools.data('get_invoice_status', { id })).toEqual({ status: 'overdue' });
});

test('an invoice that is not there is told as such', async () => {
  expect(await tools.error('get_invoice_status', { id: 'inv_none' })).toMatchObject({ code: 'NOT_FOUND' });
});
