import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOSTS } from './host-theme.js';
import { viewService, type Viewed, type ViewedService } from './viewed-service.js';

jest.setTimeout(60_000);

let service: ViewedService;
beforeAll(async () => (service = await viewService()));
afterAll(async () => service.close());

const VIEWS = [
  { view: 'invoice', tool: 'get_invoice', args: () => ({ id: service.rows("status = 'sent'")[0]?.id }) },
  { view: 'invoice-list', tool: 'list_invoices', args: () => ({ limit: 3 }) },
  { view: 'overview', tool: 'get_invoice_summary', args: () => ({ from: '2026-01-01', to: '2026-10-31' }) },
] as const;

/** A server elsewhere that would be glad to hear of invoices. */
async function startListener() {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.setHeader('access-control-allow-origin', '*').end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = async () => new Promise((closed) => server.close(closed));
  return { origin: `http://127.0.0.1:${port}`, requests: () => requests, close };
}

const styleOf = async ({ view }: Viewed, property: string): Promise<string> =>
  view.locator('body').evaluate((body, name) => getComputedStyle(body).getPropertyValue(name), property);

test.each(VIEWS)(
  'the host shows $view by what the service says of it, and by nothing more',
  async ({ view, tool, args }) => {
    const viewed = await service.open(tool, args());
    const { meta, listed, html } = await viewed.heard();
    const nowhere = { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] };
    expect(meta).toEqual({ ui: { csp: nowhere, prefersBorder: true } });
    expect(listed).toContain(`ui://orvion/${view}.html`);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/unsafe-(?:inline|eval)|https?:\/\/(?!www\.w3\.org\/)/);
    await viewed.page.close();
  },
);

test.each(VIEWS)('$view asks nobody for anything but its host, even when it is told to', async ({ tool, args }) => {
  const viewed = await service.open(tool, args());
  expect([viewed.requested, viewed.complaints]).toEqual([[], []]);
  const outside = await startListener();
  const reached = await viewed.view.locator('body').evaluate(async (body, origin) => {
    const image = body.ownerDocument.createElement('img');
    image.src = `${origin}/image.png`;
    body.append(image);
    return fetch(origin).then(
      () => true,
      () => false,
    );
  }, outside.origin);
  expect([reached, outside.requests()]).toEqual([false, 0]);
  await outside.close();
  expect(viewed.complaints.length).toBeGreaterThanOrEqual(2);
  expect(viewed.complaints.every((complaint) => complaint.includes('Content Security Policy'))).toBe(true);
  await viewed.page.close();
});

test.each(VIEWS)('$view follows its host from light to dark, with its colours', async ({ tool, args }) => {
  const viewed = await service.open(tool, args(), { context: { theme: 'light' } });
  expect(await styleOf(viewed, 'color-scheme')).toBe('light');
  expect(await styleOf(viewed, 'background-color')).toBe('rgb(255, 254, 251)');
  await viewed.change({ theme: 'dark' });
  await viewed.view.locator(':root[data-theme=dark]').waitFor();
  expect(await styleOf(viewed, 'background-color')).toBe('rgb(27, 27, 26)');
  await viewed.change(HOSTS.light);
  await viewed.view.locator(':root[data-theme=light]').waitFor();
  expect(await styleOf(viewed, 'background-color')).toBe('rgb(255, 255, 255)');
  expect(await styleOf(viewed, 'color')).toBe('rgb(20, 32, 43)');
  expect(await styleOf(viewed, 'font-family')).toContain('Inter');
  await viewed.page.close();
});

test('a host brings its fonts along, and no other style that way', async () => {
  const fonts = `@font-face { font-family: "Of Host"; src: local("DejaVu Sans Mono"), url(data:font/woff2;base64,AA==) }
    body { display: none }`;
  const { tool, args } = VIEWS[0];
  const variables = { '--font-sans': '"Of Host", serif', '--paper': 'red', color: 'red' } as never;
  const viewed = await service.open(tool, args(), { context: { styles: { css: { fonts }, variables } } });
  expect(await styleOf(viewed, 'font-family')).toBe('"Of Host", serif');
  expect(await styleOf(viewed, 'display')).toBe('block');
  expect(await styleOf(viewed, 'background-color')).toBe('rgb(255, 254, 251)');
  const families = await viewed.view
    .locator('body')
    .evaluate(({ ownerDocument }) => [...ownerDocument.fonts].map(({ family }) => family));
  expect(families).toEqual(['Of Host']);
  await viewed.page.close();
});

test.each(VIEWS)(
  '$view fits every width from 320 pixels on, and asks for the height it needs',
  async ({ tool, args }) => {
    for (const width of [320, 480, 760, 1280]) {
      const viewed = await service.open(tool, args(), { width });
      await viewed.settled();
      const { wide, high } = await viewed.view.locator('html').evaluate((root) => ({
        wide: root.scrollWidth - root.clientWidth,
        high: root.scrollHeight - root.clientHeight,
      }));
      expect([width, wide, high]).toEqual([width, 0, 0]);
      await viewed.page.close();
    }
  },
);

test.each(VIEWS)(
  'where the host makes no calls, $view shows what it was given, and no buttons that do nothing',
  async (shown) => {
    const viewed = await service.open(shown.tool, shown.args(), { makesCalls: false });
    expect(await viewed.view.locator('h1').count()).toBe(1);
    const names = await viewed.view.getByRole('button').allInnerTexts();
    expect(names.filter((name) => !['Customer', 'Status', 'Due', 'Amount'].includes(name))).toEqual([]);
    expect(await viewed.view.getByRole('alert').count()).toBe(0);
    await viewed.page.close();
  },
);

test.each(['2025-11-25', '2026-07-28'] as const)('a host of revision %s finds the views', async (revision) => {
  const viewed = await service.open('list_invoices', {}, { revision });
  expect((await viewed.heard()).listed.filter((uri) => uri.startsWith('ui:'))).toHaveLength(3);
  expect(await viewed.view.locator('tbody tr').count()).toBe(20);
  await viewed.page.close();
});
