import { seen, writtenDay, writtenMoney, writtenStatus } from './expected.js';
import { viewService, type Row, type Viewed, type ViewedService } from './viewed-service.js';

jest.setTimeout(60_000);

let service: ViewedService;
beforeAll(async () => (service = await viewService()));
afterAll(async () => service.close());

const rowOf = (id: unknown): Row => service.rows(`id = '${String(id)}'`)[0]!;
const idOf = (where: string): string => String(service.rows(where)[0]?.id);
const stampOf = async ({ view }: Viewed): Promise<string> => seen(await view.locator('.stamp').innerText());
const button = ({ view }: Viewed, name: string) => view.getByRole('button', { name });

test.each([
  ['sent', "status = 'sent' AND due_at > datetime('now')"],
  ['overdue', "status = 'sent' AND due_at < datetime('now')"],
  ['in satoshi', "status = 'sent' AND currency = 'SAT'"],
  ['paid', "status = 'paid' AND currency = 'USD'"],
  ['canceled', "status = 'canceled'"],
  ['a draft', "status = 'draft'"],
])('an invoice that is %s is shown as it stands in the database', async (_what, where) => {
  const row = service.rows(where)[0]!;
  const viewed = await service.open('get_invoice', { id: row.id });
  expect(await viewed.view.getByRole('heading', { level: 1 }).innerText()).toBe(row.number);
  expect((await stampOf(viewed)).toLowerCase()).toBe(`status: ${writtenStatus(row).toLowerCase()}`);
  expect(await viewed.view.locator('.customer').innerText()).toBe(row.customer_name);
  expect(seen(await viewed.view.locator('.amount .money').innerText())).toBe(writtenMoney(row.amount, row.currency));
  const details = seen(await viewed.view.locator('.details').innerText());
  expect(details).toContain(`Issued ${writtenDay(row.issued_at)}`);
  expect(details).toContain(`Due ${writtenDay(row.due_at)}`);
  expect(details).toContain(String(row.customer_email));
  expect(details.includes(`Payment reference ${row.payment_reference}`)).toBe(row.status === 'paid');
  expect(await button(viewed, 'Mark as paid').count()).toBe(row.status === 'sent' ? 1 : 0);
  expect(await button(viewed, 'Cancel invoice').count()).toBe(row.status === 'sent' || row.status === 'draft' ? 1 : 0);
  await viewed.page.close();
});

test('a click on Mark as paid changes the row, and the model is told', async () => {
  const id = idOf("status = 'sent' AND due_at > datetime('now')");
  const viewed = await service.open('get_invoice', { id });
  await button(viewed, 'Mark as paid').click();
  await viewed.view.getByText('Marked as paid.').waitFor();
  expect(rowOf(id)).toMatchObject({ status: 'paid', amount_paid: rowOf(id).amount });
  expect((await stampOf(viewed)).toLowerCase()).toBe('status: paid');
  expect(await viewed.view.getByRole('button').count()).toBe(0);
  expect(await viewed.view.locator('.notice').evaluate((notice) => notice === notice.ownerDocument.activeElement)).toBe(
    true,
  );
  expect((await viewed.heard()).modelContext).toEqual([
    expect.objectContaining({ structuredContent: { invoice_id: id, status: 'paid' } }),
  ]);
  await viewed.page.close();
});

test('Cancel asks a person through the host: a no leaves the row, a yes changes it', async () => {
  const id = idOf("status = 'sent' AND due_at > datetime('now')");
  const viewed = await service.open('get_invoice', { id });
  await button(viewed, 'Cancel invoice').click();
  const dialog = viewed.page.getByRole('dialog');
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('Cancel this invoice? That is final');
  expect(await button(viewed, 'Canceling').getAttribute('aria-busy')).toBe('true');
  await dialog.getByRole('button', { name: 'No' }).click();
  await viewed.view.getByText('You said no. Nothing was changed.').waitFor();
  expect(rowOf(id).status).toBe('sent');
  await button(viewed, 'Cancel invoice').click();
  await dialog.getByRole('button', { name: 'Yes' }).click();
  await viewed.view.getByText('Canceled.', { exact: true }).waitFor();
  expect(rowOf(id).status).toBe('canceled');
  expect((await stampOf(viewed)).toLowerCase()).toBe('status: canceled');
  await viewed.page.close();
});

test('where nobody can be asked, the error is shown in words for a person', async () => {
  const id = idOf("status = 'sent'");
  const viewed = await service.open('get_invoice', { id }, { revision: '2025-11-25' });
  await button(viewed, 'Cancel invoice').click();
  const alert = viewed.view.getByRole('alert');
  await alert.waitFor();
  expect(seen(await alert.innerText())).toContain('this app cannot ask for it. Nothing was changed.');
  expect(rowOf(id).status).toBe('sent');
  await viewed.page.close();
});

test('a step that came too late is refused, and the invoice shown as it is by now', async () => {
  const id = idOf("status = 'sent'");
  const [late, early] = [await service.open('get_invoice', { id }), await service.open('get_invoice', { id })];
  await button(early, 'Cancel invoice').click();
  await early.page.getByRole('dialog').getByRole('button', { name: 'Yes' }).click();
  await early.view.getByText('Canceled.', { exact: true }).waitFor();
  await button(late, 'Mark as paid').click();
  await late.view.getByRole('alert').waitFor();
  await late.view.locator('.stamp.status-canceled').waitFor();
  expect(rowOf(id)).toMatchObject({ status: 'canceled', paid_at: null });
  await Promise.all([late.page.close(), early.page.close()]);
});

test('an invoice that was created just now is shown; markup in its texts stays text', async () => {
  const name = '<script>document.body.textContent = "gone"</script><img src=x onerror=alert(1)> & Sons';
  const viewed = await service.open('create_invoice', { customer_name: name, amount: 12.5, currency: 'USDC' });
  expect(await viewed.view.locator('.customer').innerText()).toBe(name);
  expect(await viewed.view.locator('article script, article img').count()).toBe(0);
  expect(seen(await viewed.view.locator('.amount .money').innerText())).toBe('12.50 USDC');
  expect(viewed.complaints).toEqual([]);
  await viewed.page.close();
});

test('no digit of an amount is lost, however many there are', async () => {
  const id = idOf("status = 'sent' AND currency = 'EUR'");
  service.write(`UPDATE invoices SET amount = '98765432109876543210.123456' WHERE id = '${id}'`);
  const viewed = await service.open('get_invoice', { id });
  expect(await viewed.view.locator('.amount .money').innerText()).toBe('€98,765,432,109,876,543,210.123456');
  await viewed.page.close();
});

test('a failed call is told in place of an invoice, and takes no focus from whoever writes to the model', async () => {
  const viewed = await service.open('get_invoice', { id: 'inv_nowhere' });
  expect(await viewed.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  expect(seen(await viewed.view.getByRole('alert').innerText())).toMatch(/^Not found Invoice inv_nowhere not found/);
  await viewed.page.close();
});
