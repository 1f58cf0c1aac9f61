import Database from 'libsql';
import type { McpUiHostContext } from '@modelcontextprotocol/ext-apps';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { startHttpProgram, type Variables } from '../harness/program.js';
import { waitFor } from '../harness/wait-for.js';
import { newFile } from '../harness/sandbox-program.js';
import { launchBrowser } from './browser.js';
import type { HostPage, Showing } from './host/showing.js';
import { startHostServer } from './host-server.js';

/** A row of the sandbox's database. */
export type Row = Readonly<Record<string, string | null>>;

/** A view that is looked at in a browser. */
export interface Viewed {
  readonly page: Page;
  /** The inside of the view. */
  readonly view: FrameLocator;
  /** Addresses that anything on the page asked for, but for those of the host itself. */
  readonly requested: readonly string[];
  /** What the browser refused to do, as its console says. */
  readonly complaints: readonly string[];
  heard(): Promise<HostPage['heard']>;
  /** Makes the host another one. */
  change: HostPage['change'];
  /** Waits until all that is asked for is there, and the frame is as high as its page. */
  readonly settled: () => Promise<void>;
}

/** The built service with its sandbox, its database, and a browser with a host to look at it. */
export interface ViewedService {
  readonly endpoint: string;
  /** Rows of the sandbox's first organisation. */
  rows(where?: string): readonly Row[];
  /** Changes the database behind the service's back. */
  write(sql: string): void;
  /** Calls a tool as a model would, and shows its view. */
  open(tool: string, args?: Record<string, unknown>, options?: Options): Promise<Viewed>;
  close(): Promise<void>;
}

/** How the host of a view is. */
export interface Options extends Partial<Omit<Showing, 'tool' | 'args'>> {
  readonly width?: number;
}

/** High enough for every view: a frame is pictured as far as it is on the screen. */
const HEIGHT = 2400;
const WIDTH = 760;

export async function viewService(variables: Variables = {}): Promise<ViewedService> {
  const file = newFile('viewed.db');
  const program = await startHttpProgram(['--sandbox'], { ...variables, ORVION_MCP_SANDBOX_DATABASE: file });
  const host = await startHostServer(program.endpoint);
  const browser = await launchBrowser();
  return {
    endpoint: program.endpoint,
    rows: (where = '1') => {
      const database = new Database(file, { readonly: true });
      const sql = `SELECT * FROM invoices WHERE organization_id = 'org_01SANDBOXACME' AND ${where} ORDER BY seq`;
      const rows = database.prepare(sql).all() as Row[];
      database.close();
      return rows;
    },
    write: (sql) => {
      const database = new Database(file);
      database.exec(sql);
      database.close();
    },
    open: async (tool, args = {}, options = {}) => open(browser, host.origin, tool, args, options),
    close: async () => {
      await browser.close();
      await host.close();
      await program.stop();
    },
  };
}

async function open(
  browser: Browser,
  origin: string,
  tool: string,
  args: Record<string, unknown>,
  { width = WIDTH, context = {}, revision = '2026-07-28', makesCalls = true, token }: Options,
): Promise<Viewed> {
  const page = await browser.newPage({
    viewport: { width, height: HEIGHT },
    locale: 'en-GB',
    timezoneId: 'Asia/Tokyo',
  });
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) || request.frame() !== page.mainFrame()) requested.push(request.url());
  });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(origin);
  const showing: Showing = {
    tool,
    args,
    context: { locale: 'en-GB', theme: 'light', ...context },
    revision,
    makesCalls,
    token,
  };
  await page.evaluate(async (wanted) => (globalThis as unknown as HostPage).show(wanted as Showing), showing as object);
  const view = page.frameLocator('iframe');
  await view.locator('main:not(.waiting)').waitFor();
  const heard = async () => page.evaluate(() => (globalThis as unknown as HostPage).heard);
  const change = async (changed: McpUiHostContext) =>
    page.evaluate(
      async (wanted) => (globalThis as unknown as HostPage).change(wanted as McpUiHostContext),
      changed as object,
    );
  return { page, view, requested, complaints, heard, change, settled: async () => settle(page, view) };
}

/** Halves of an overview come one after the other, and the frame follows its page a moment later. */
async function settle(page: Page, view: FrameLocator): Promise<void> {
  if ((await view.locator('.overview').count()) > 0) await view.locator('.panel').nth(2).waitFor();
  await waitFor(async () => {
    const wanted = await view.locator('html').evaluate((root) => Math.ceil(root.getBoundingClientRect().height));
    const [box, inside] = [await page.locator('iframe').boundingBox(), view.locator('html')];
    return box?.height === wanted && (await inside.evaluate((root) => root.clientHeight)) === wanted;
  });
}
