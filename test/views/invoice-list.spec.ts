import { seen, writtenDay, writtenMoney, writtenStatus } from './expected.js';
import { viewService, type Row, type Viewed, type ViewedService } from './viewed-service.js';

jest.setTimeout(60_000);

let service: ViewedService;
let viewed: Viewed;
beforeAll(async () => (service = await viewService()));
afterAll(async () => service.close());
afterEach(async () => viewed.page.close());

const byNewest = (rows: readonly Row[]): readonly Row[] => rows.toReversed();

/** The lines of the table, as they are seen on a page that is not narrow. */
const linesOf = async ({ view }: Viewed): Promise<string[]> =>
  (await view.locator('tbody tr').allInnerTexts()).map(seen);

const lineOf = (row: Row): string =>
  [
    row.customer_name,
    row.number,
    writtenStatus(row),
    writtenDay(row.due_at),
    writtenMoney(row.amount, row.currency),
  ].join(' ');

const cents = ({ amount }: Row): bigint => BigInt(String(amount).replace('.', ''));

const press = async (name: string): Promise<void> => viewed.view.getByRole('button', { name, exact: true }).click();
const pageIs = async (text: string): Promise<void> => viewed.view.getByRole('status').getByText(text).waitFor();

test('a page shows the rows of the database, and the next and previous ones are a button away', async () => {
  const rows = byNewest(service.rows());
  viewed = await service.open('list_invoices', { limit: 12 });
  expect(await linesOf(viewed)).toEqual(rows.slice(0, 12).map(lineOf));
  await press('Next page');
  await pageIs('Page 2');
  expect(await linesOf(viewed)).toEqual(rows.slice(12, 24).map(lineOf));
  await press('Previous page');
  await pageIs('Page 1');
  expect(await linesOf(viewed)).toEqual(rows.slice(0, 12).map(lineOf));
});

test('the list is narrowed by status and by customer, to the end', async () => {
  viewed = await service.open('list_invoices', { limit: 5, status: 'overdue' });
  const { view } = viewed;
  expect(await view.getByLabel('Status').inputValue()).toBe('overdue');
  await view.getByLabel('Status').selectOption('Canceled');
  await view.locator('tbody .status-canceled').first().waitFor();
  const canceled = byNewest(service.rows("status = 'canceled'"));
  expect(await linesOf(viewed)).toEqual(canceled.slice(0, 5).map(lineOf));

  await view.getByLabel('Customer or number').fill('kestrel');
  await view.getByLabel('Customer or number').press('Enter');
  await pageIs('invoice');
  const narrowed = canceled.filter(({ customer_name }) => customer_name === 'Kestrel Robotics');
  await expectLines(narrowed.map(lineOf));

  await view.getByLabel('Status').selectOption('');
  await view.locator('tbody .status-paid').first().waitFor();
  const kestrels = byNewest(service.rows("customer_name = 'Kestrel Robotics'"));
  await expectLines(kestrels.slice(0, 5).map(lineOf));
});

/** An empty list is a sentence. */
async function expectLines(lines: readonly string[]): Promise<void> {
  if (lines.length === 0) await viewed.view.getByText('No invoices on this page.').waitFor();
  else
    await viewed.view
      .locator('tbody tr')
      .nth(lines.length - 1)
      .waitFor();
  expect(await linesOf(viewed)).toEqual(lines);
}

test('a press on the head of a column sorts by it, amounts as numbers and each currency by itself', async () => {
  viewed = await service.open('list_invoices', { limit: 30 });
  const { view } = viewed;
  const rows = byNewest(service.rows()).slice(0, 30);
  const head = view.getByRole('columnheader', { name: 'Amount' });
  const ascending = rows.toSorted(
    (a, b) => String(a.currency).localeCompare(String(b.currency)) || (cents(a) < cents(b) ? -1 : 1),
  );
  expect(await head.getAttribute('aria-sort')).toBe('none');
  await press('Amount');
  expect(await head.getAttribute('aria-sort')).toBe('ascending');
  expect(await linesOf(viewed)).toEqual(ascending.map(lineOf));
  await press('Amount');
  expect(await head.getAttribute('aria-sort')).toBe('descending');
  expect(await linesOf(viewed)).toEqual(ascending.toReversed().map(lineOf));
  await press('Due');
  const due = rows.map(({ due_at }) => String(due_at)).toSorted();
  expect((await linesOf(viewed))[0]).toContain(writtenDay(due[0]));
  await press('Due');
  await press('Due');
  expect(await linesOf(viewed)).toEqual(rows.map(lineOf));
});

test('a click anywhere on a line opens the invoice, whose buttons work; the list is fresh on the way back', async () => {
  const [row] = service.rows("status = 'sent' AND due_at > datetime('now')");
  viewed = await service.open('list_invoices', { search: row!.number });
  // The button lies over the whole line.
  await viewed.view.getByText(writtenMoney(row!.amount, row!.currency)).first().click({ force: true });
  await viewed.view.getByRole('heading', { name: String(row!.number) }).waitFor();
  await press('Mark as paid');
  await viewed.view.getByText('Marked as paid.').waitFor();
  expect(service.rows(`id = '${row!.id}'`)[0]?.status).toBe('paid');
  await press('← All invoices');
  await viewed.view.locator('tbody .status-paid').first().waitFor();
  expect(await linesOf(viewed)).toEqual([lineOf({ ...row, status: 'paid' })]);
});

test('everything can be reached and used by keyboard', async () => {
  viewed = await service.open('list_invoices', { limit: 3 });
  const { page, view } = viewed;
  const [newest] = byNewest(service.rows());
  const focused = async (): Promise<string> => view.locator(':focus').evaluate((element) => element.textContent ?? '');
  await view.getByLabel('Status').focus();
  const reached: string[] = [];
  for (let step = 0; step < 9; step += 1) {
    await page.keyboard.press('Tab');
    reached.push(await focused());
  }
  expect(reached).toEqual(
    expect.arrayContaining(['Search', 'Customer', 'Due', 'Amount', String(newest?.customer_name)]),
  );
  await view
    .getByRole('button', { name: String(newest?.customer_name) })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await view.getByRole('heading', { name: String(newest?.number) }).waitFor();
  expect(await focused()).toBe('← All invoices');
  await page.keyboard.press('Enter');
  await view.locator('tbody tr').first().waitFor();
  expect(await view.getByRole('article').count()).toBe(0);
});

test('what else a model asked for stays, is told, and can be taken away; columns it left out are there', async () => {
  viewed = await service.open('list_invoices', { issued_from: '2026-06-01', fields: ['customer_email'], limit: 4 });
  await viewed.view.locator('tbody .chip').first().waitFor();
  const recent = byNewest(service.rows("issued_at >= '2026-06-01'"));
  await expectLines(recent.slice(0, 4).map(lineOf));
  await viewed.view.getByRole('button', { name: 'Remove filter issued from: 2026-06-01' }).click();
  await viewed.view.getByRole('button', { name: 'Remove filter' }).waitFor({ state: 'detached' });
  expect(await viewed.view.locator('tbody tr').count()).toBe(4);
});
