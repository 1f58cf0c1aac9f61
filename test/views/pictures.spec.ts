import { pictureFile } from './browser.js';
import { HOSTS } from './host-theme.js';
import { viewService, type ViewedService } from './viewed-service.js';

jest.setTimeout(120_000);

let service: ViewedService;
beforeAll(async () => (service = await viewService()));
afterAll(async () => service.close());

const idOf = (where: string): unknown => service.rows(where)[0]?.id;

const SHOWN = [
  { name: 'invoice', tool: 'get_invoice', args: () => ({ id: idOf("status = 'sent' AND due_at < datetime('now')") }) },
  { name: 'invoice-paid', tool: 'get_invoice', args: () => ({ id: idOf("status = 'paid'") }) },
  { name: 'invoice-refused', tool: 'get_invoice', args: () => ({ id: 'inv_nowhere' }) },
  { name: 'invoice-list', tool: 'list_invoices', args: () => ({ limit: 10 }) },
  { name: 'overview', tool: 'get_invoice_summary', args: () => ({ from: '2026-01-01' }) },
  { name: 'overview-days', tool: 'get_revenue_timeseries', args: () => ({ interval: 'day' }) },
] as const;

const LOOKS = [
  { look: 'light', context: HOSTS.light },
  { look: 'dark', context: HOSTS.dark },
  { look: 'narrow', context: HOSTS.light, width: 320 },
  { look: 'wide', context: {}, width: 1280 },
] as const;

test.each(SHOWN)('$name is pictured', async ({ name, tool, args }) => {
  for (const { look, ...options } of LOOKS) {
    const { page, complaints, settled } = await service.open(tool, args(), options);
    await settled();
    const picture = await page.locator('iframe').screenshot({ path: pictureFile(`${name}-${look}`) });
    expect(picture.length).toBeGreaterThan(3_000);
    expect(complaints).toEqual([]);
    await page.close();
  }
});
