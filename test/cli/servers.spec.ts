import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { startHttpProgram, startProgram, type Program } from '../harness/program.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';

jest.setTimeout(30_000);

const ESCAPE = '\u001b';

let program: Program | undefined;
afterEach(async () => program?.stop('SIGKILL'));

const ask = async (endpoint: string): Promise<Response> =>
  fetch(endpoint, { method: 'POST', headers: MCP_HEADERS, body: JSON.stringify(toolCall('list_invoices')) });

describe('http --sandbox', () => {
  test('says where it is, on which data, how to connect and how to go on, in a screenful', async () => {
    const database = join(mkdtempSync(join(tmpdir(), 'orvion-data-')), 'demo.db');
    const service = await startHttpProgram(['--sandbox'], { ORVION_MCP_SANDBOX_DATABASE: database });
    program = service;
    await service.said(/Ctrl\+C stops it\./);
    const banner = service.stderr();
    expect(banner.split('\n').length).toBeLessThan(25);
    expect(banner.split('\n')[2]?.trim()).toBe(service.endpoint);
    expect(banner).toContain(`Sandbox: demo invoices, nothing real. Its data is in\n  ${database}\n`);
    expect(banner).toMatch(
      /Use the real backend\n.*AGENTPAY_API_BASE_URL and AGENTPAY_API_KEY.*\n.*npm run start:prod/,
    );
    const [snippet = ''] = /^ {2}\{.*\}$/m.exec(banner) ?? [];
    expect(JSON.parse(snippet)).toEqual({ mcpServers: { orvion: { type: 'http', url: service.endpoint } } });
    expect(banner).not.toContain(ESCAPE);
    expect(await ask(service.endpoint)).toMatchObject({ status: 200 });
    expect(await service.stop()).toBe(0);
    expect(service.stdout()).toBe('');
  });

  test('names an address that works when it listens on all of them', async () => {
    const service = await startHttpProgram(['--sandbox'], {
      ORVION_MCP_LISTEN_HOST: '0.0.0.0',
      ORVION_MCP_HTTP_AUTH: 'none',
    });
    program = service;
    await service.said(/ORVION_MCP_ALLOWED_HOSTS/);
    expect(await ask(service.endpoint)).toMatchObject({ status: 200 });
    expect(await service.stop('SIGINT')).toBe(0);
  });
});

test('sandbox says how to reach it, where its data is, and ends with 0', async () => {
  program = startProgram(['sandbox'], { ORVION_MCP_SANDBOX_PORT: '0' });
  const [, url = '', key = ''] = await program.said(/AGENTPAY_API_BASE_URL=(\S+)\n\s+AGENTPAY_API_KEY=(\S+)/);
  await program.said(/Its data is in :memory:/);
  const response = await fetch(`${url}/invoices?limit=1`, { headers: { authorization: `Bearer ${key}` } });
  expect(await response.json()).toHaveLength(1);
  expect(await program.stop()).toBe(0);
  expect(program.stdout()).toBe('');
});

describe('a port in use is one clear line and 69', () => {
  test.each<[string, readonly string[], Record<string, string>, RegExp]>([
    [
      'that of http, whose sandbox is closed again',
      ['http', '--sandbox'],
      { ORVION_MCP_LISTEN_PORT: 'taken' },
      /^Port \d+ on 127\.0\.0\.1 is in use\. .*ORVION_MCP_LISTEN_PORT/,
    ],
    [
      'that of the sandbox',
      ['sandbox'],
      { ORVION_MCP_SANDBOX_PORT: 'taken' },
      /^Port \d+ is in use\. .*ORVION_MCP_SANDBOX_PORT/,
    ],
  ])('%s', async (_what, args, variables, line) => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const taken = String((occupant.address() as AddressInfo).port);
    const settings = Object.entries(variables).map(([name, value]) => [name, value === 'taken' ? taken : value]);
    program = startProgram(args, {
      ORVION_MCP_SANDBOX_PORT: '0',
      ...(Object.fromEntries(settings) as Record<string, string>),
    });
    expect(await program.ended).toBe(69);
    expect(program.stderr()).toMatch(line);
    expect(program.stderr().trimEnd()).not.toContain('\n');
    expect(program.stdout()).toBe('');
    occupant.close();
  });
});
