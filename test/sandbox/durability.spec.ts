import Database from 'libsql';
import { SANDBOX_KEYS, startSandbox } from '../../src/sandbox/index.js';
import { InvoicesClient, unique, type Invoice } from '../harness/invoices-client.js';
import { newFile, startSandboxProgram, type SandboxProgram } from '../harness/sandbox-program.js';

// Programs have to start, on a machine that may be busy.
jest.setTimeout(60_000);

const WRITERS = 8;
const RESPONSES_BEFORE_KILL = 100;

let programs: SandboxProgram[] = [];

async function start(database: string): Promise<SandboxProgram> {
  const program = await startSandboxProgram(database);
  programs.push(program);
  return program;
}

afterEach(async () => {
  await Promise.all(programs.map(async (program) => program.stop()));
  programs = [];
});

/** Creates without pause until the process is killed in the middle of it; gives what was sent and what was answered. */
async function writeUntilKilled(program: SandboxProgram): Promise<{ sent: Set<string>; responded: Invoice[] }> {
  const sent = new Set<string>();
  const responded: Invoice[] = [];
  let killed: Promise<unknown> | undefined;
  const write = async (): Promise<void> => {
    for (;;) {
      const external_id = unique('killed');
      sent.add(external_id);
      // A refused connection is what is waited for; a refused invoice is a fault.
      const response = await program.client.post({ external_id, status: 'sent' }).catch(() => undefined);
      if (!response) return;
      expect(response.status).toBe(201);
      responded.push(response.body);
      if (responded.length >= RESPONSES_BEFORE_KILL) killed ??= program.stop('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  expect(await killed).toBe('SIGKILL');
  return { sent, responded };
}

test('every create that was answered survives kill -9, and no row is half', async () => {
  const file = newFile('killed.db');
  const first = await start(file);
  const demo = await first.client.list({ limit: 1000 });
  const { sent, responded } = await writeUntilKilled(first);
  const after = await (await start(file)).client.list({ limit: 1000 });
  const found = new Map(after.map((invoice) => [invoice.id, invoice]));
  const known = [...demo, ...responded];
  for (const invoice of known) expect(found.get(invoice.id)).toEqual(invoice);
  // What is there beyond that was sent, but its response was lost.
  const knownIds = new Set(known.map(({ id }) => id));
  const withoutResponse = after.filter(({ id }) => !knownIds.has(id));
  expect(withoutResponse.length).toBeLessThanOrEqual(WRITERS);
  for (const invoice of withoutResponse) {
    expect(sent.has(invoice.external_id ?? '')).toBe(true);
    expect(invoice).toMatchObject({ status: 'sent', amount: '120.50', currency: 'EUR', paid_at: null });
  }
  expect(new Set(after.map(({ external_id }) => external_id)).size).toBe(after.length);
  expect(new Set(after.map(({ number }) => number)).size).toBe(after.length);
  const database = new Database(file, { readonly: true });
  expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.close();
});

test('a restart finds everything as it was and adds no demo data', async () => {
  const database = newFile('restarted.db');
  const run = async (use: (client: InvoicesClient) => Promise<unknown>): Promise<Invoice[]> => {
    const sandbox = await startSandbox({ port: 0, database });
    const client = new InvoicesClient(() => ({ baseUrl: sandbox.baseUrl, apiKey: SANDBOX_KEYS.acme }));
    await use(client);
    const list = await client.list({ limit: 1000 });
    await sandbox.close();
    return list;
  };
  const before = await run(async (client) => {
    await client.markPaid((await client.create({ status: 'sent' })).id);
    await client.remove((await client.create()).id);
  });
  expect(await run(async () => undefined)).toEqual(before);
});

test('two processes on one database file make one invoice of one external_id', async () => {
  const file = newFile('shared.db');
  const [a, b] = await Promise.all([start(file), start(file)]);
  const names = Array.from({ length: 15 }, () => unique('shared'));
  const responses = await Promise.all(
    names.map(async (external_id) =>
      Promise.all([a, b, a, b].map(async ({ client }) => client.post({ external_id, status: 'sent' }))),
    ),
  );
  const list = await a.client.list({ limit: 1000 });
  for (const [index, external_id] of names.entries()) {
    expect(responses[index]?.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([200, 200, 200, 201]);
    expect(list.filter((invoice) => invoice.external_id === external_id)).toHaveLength(1);
  }
  expect(await b.client.list({ limit: 1000 })).toEqual(list);
  expect(new Set(list.map(({ number }) => number)).size).toBe(list.length);
});
