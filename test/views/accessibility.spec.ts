import type { AxeResults } from 'axe-core';
import { readFileSync } from 'node:fs';
import { HOSTS } from './host-theme.js';
import { viewService, type Viewed, type ViewedService } from './viewed-service.js';

jest.setTimeout(120_000);

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

let service: ViewedService;
beforeAll(async () => (service = await viewService()));
afterAll(async () => service.close());

/** What axe finds amiss, each with the element that it found it in. */
async function violationsIn({ view }: Viewed): Promise<string[]> {
  const root = view.locator('html');
  await root.evaluate(AXE);
  const { violations, passes } = (await root.evaluate('axe.run()')) as AxeResults;
  expect(passes.length).toBeGreaterThan(15);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

const SHOWN = [
  { name: 'an invoice', tool: 'get_invoice', args: () => ({ id: service.rows("status = 'sent'")[0]?.id }) },
  { name: 'a paid invoice', tool: 'get_invoice', args: () => ({ id: service.rows("status = 'paid'")[0]?.id }) },
  { name: 'an error', tool: 'get_invoice', args: () => ({ id: 'inv_nowhere' }) },
  { name: 'a list', tool: 'list_invoices', args: () => ({ limit: 20, issued_from: '2025-01-01' }) },
  { name: 'an overview', tool: 'get_invoice_summary', args: () => ({ from: '2026-01-01', to: '2026-10-31' }) },
] as const;

const LOOKS = [
  { context: { theme: 'light' } },
  { context: { theme: 'dark' } },
  { context: HOSTS.light, width: 320 },
  { context: HOSTS.dark, width: 1280 },
] as const;

test.each(SHOWN)('$name has no violations, light, dark, narrow and wide', async ({ tool, args }) => {
  for (const look of LOOKS) {
    const viewed = await service.open(tool, args(), look);
    await viewed.settled();
    expect(await violationsIn(viewed)).toEqual([]);
    await viewed.page.close();
  }
});

test('nor has what follows a click: a sorted list, an opened invoice, a step that was taken or refused', async () => {
  const viewed = await service.open('list_invoices', { status: 'sent' });
  const { view, page } = viewed;
  await view.getByRole('button', { name: 'Amount' }).click();
  expect(await violationsIn(viewed)).toEqual([]);
  await view.locator('.open').first().click();
  await view.getByRole('button', { name: 'Cancel invoice' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'No' }).click();
  await view.getByRole('alert').waitFor();
  expect(await violationsIn(viewed)).toEqual([]);
  await view.getByRole('button', { name: 'Mark as paid' }).click();
  await view.getByText('Marked as paid.').waitFor();
  expect(await violationsIn(viewed)).toEqual([]);
  await page.close();
});
