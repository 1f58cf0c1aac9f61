import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { READING_TOOLS } from '../harness/offered-tools.js';
import { GENERATIONS } from '../harness/clients.js';
import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';

const sha256 = createHash('sha256').update('token-of-reader').digest('hex');
const file = join(mkdtempSync(join(tmpdir(), 'orvion-reader-')), 'tokens.json');
writeFileSync(file, JSON.stringify({ tokens: [{ name: 'reader', sha256, scopes: ['invoices:read'] }] }));

let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  backend = await startBackend();
  const variables = { ORVION_MCP_TOOLSETS: 'all', ORVION_MCP_HTTP_AUTH: 'token', ORVION_MCP_AUTH_TOKENS_FILE: file };
  service = await startHttpProgram([], { ...backend.variables, ...variables });
});

afterAll(async () => {
  await service.stop();
  await backend.close();
});

// Over stdio the one caller is whoever starts the process, and may do everything.
describe.each(GENERATIONS)('over HTTP a $name that may only read', (generation) => {
  const client = use(async () => generation.connect({ endpoint: service.endpoint, token: 'token-of-reader' }));

  beforeEach(async () => backend.fail());

  test('is shown what reads', async () => {
    expect((await client.tools()).map(({ name }) => name)).toEqual(READING_TOOLS);
    const { prompts, resourceTemplates } = await client.lists();
    expect(prompts.map(({ name }) => name)).toEqual(['chase_overdue_invoices', 'month_end_summary']);
    expect(resourceTemplates).toHaveLength(1);
    expect((await client.call('list_invoices', { limit: 1 })).ok).toBe(true);
  });

  test.each([
    ['cancel_invoice', { id: 'inv_1' }],
    ['create_invoice', { customer_name: 'Nobody', amount: 1, currency: 'EUR' }],
    ['delete_invoice', { id: 'inv_1' }],
    ['mark_invoice_paid', { id: 'inv_1' }],
  ])('may not call %s, and learns the scope that it would need', async (tool, args) => {
    await expect(client.call(tool, args)).rejects.toThrow(/invoices:write/);
    expect((await backend.seen()).received).toBe(0);
  });

  test('gets no prompts that lead to such tools, and no completion of their arguments', async () => {
    const args = { amount: '1', currency: 'EUR' };
    await expect(client.prompt('reconcile_payment', args)).rejects.toThrow(/invoices:write/);
    const completed = { type: 'ref/prompt', name: 'reconcile_payment', argument: 'invoice' } as const;
    await expect(client.complete(completed, '')).rejects.toMatchObject({ code: -32602, data: { code: 'NOT_FOUND' } });
    expect((await backend.seen()).received).toBe(0);
  });
});
