import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { newFile } from '../harness/sandbox-program.js';
import { seen } from './expected.js';
import { viewService, type ViewedService } from './viewed-service.js';

jest.setTimeout(60_000);

let service: ViewedService;
afterEach(async () => service.close());

const REJECTED = 'This step is switched off on this server, or you may not take it.';

/** What the view says once a step was tried that its user may not take. */
async function errorOf(token?: string): Promise<{ text: string; status: unknown }> {
  const id = service.rows("status = 'sent'")[0]?.id;
  const { view } = await service.open('get_invoice', { id }, { token });
  await view.getByRole('button', { name: 'Mark as paid' }).click();
  await view.getByRole('alert').waitFor();
  const text = seen(await view.getByRole('alert').innerText());
  return { text, status: service.rows(`id = '${id}'`)[0]?.status };
}

test('a server that changes nothing lets no button change anything', async () => {
  service = await viewService({ ORVION_MCP_READ_ONLY: 'true' });
  expect(await errorOf()).toEqual({ text: `Not allowed ${REJECTED}`, status: 'sent' });
});

test('a user who may only read is told so by the button, and nothing happens', async () => {
  const file = newFile('tokens.json');
  const sha256 = createHash('sha256').update('token-of-reader').digest('hex');
  writeFileSync(file, JSON.stringify({ tokens: [{ name: 'reader', scopes: ['invoices:read'], sha256 }] }));
  service = await viewService({ ORVION_MCP_HTTP_AUTH: 'token', ORVION_MCP_AUTH_TOKENS_FILE: file });
  const { text, status } = await errorOf('token-of-reader');
  expect(text).toBe(`Not allowed ${REJECTED}`);
  expect(status).toBe('sent');
});
