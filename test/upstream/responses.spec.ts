import { callTool } from '../harness/agent.js';
import { startApp } from '../harness/app.js';
import { startRawBackend } from '../harness/raw-backend.js';

const INVOICE = { id: 'inv_1', status: 'sent', amount: '12.50', currency: 'EUR', customer_name: 'Müller & Söhne' };

test('a response is read whole, in pieces, behind a byte order mark and after early hints', async () => {
  const bytes = Buffer.from(`\ufeff${JSON.stringify([INVOICE])}`);
  // In the middle of a character.
  const middle = bytes.indexOf('ü') + 1;
  const backend = await startRawBackend((_request, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload', 'content-encoding': 'br' });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(bytes.subarray(0, middle), () => response.end(bytes.subarray(middle)));
  });
  const service = await startApp(backend.variables);
  const { ok, data } = await callTool(service.endpoint, 'list_invoices', { limit: 1 });
  expect(ok).toBe(true);
  expect(data?.invoices).toEqual([expect.objectContaining({ id: 'inv_1', customer_name: 'Müller & Söhne' })]);
  await service.close();
  await backend.close();
});
