import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cleanEnvironment, ENTRY } from '../harness/program.js';
import { startBackend } from '../harness/sandbox.js';
import { initialize, startPeer, type StdioPeer } from '../harness/stdio-peer.js';
import { toolCall } from '../harness/messages.js';
import { use } from '../harness/use.js';
import { elapsed, waitFor } from '../harness/wait-for.js';

/**
 * It promises to end within a second, and ends in much less; on a busy machine it may take more. What would keep it, a kept
 * connection or a call, lasts longer than this.
 */
const BOUND_MS = 3_000;

jest.setTimeout(30_000);

let peer: StdioPeer;

const backend = use(startBackend);

beforeEach(async () => backend.fail());
afterEach(async () => peer?.stop('SIGKILL'));

/** A server with one call behind it, so that a kept connection to the backend is open. */
async function connected(): Promise<StdioPeer> {
  peer = startPeer(backend.variables);
  peer.send(initialize(), toolCall('list_invoices', { limit: 1 }, 'first'));
  await peer.response('first');
  return peer;
}

/** A server with a call that the backend answers after so many milliseconds. */
async function withCallInFlight(delay_ms: number): Promise<StdioPeer> {
  const running = await connected();
  await backend.fail({ kind: 'delay', delay_ms });
  running.send(toolCall('list_invoices', {}, 'running'));
  await waitFor(async () => (await backend.seen()).received === 1);
  return running;
}

describe('the end of input', () => {
  test('ends the process within a second, a kept connection to the backend notwithstanding', async () => {
    const { process: child, ended } = await connected();
    child.stdin.end();
    expect(await elapsed(ended)).toBeLessThan(BOUND_MS);
    expect(await ended).toBe(0);
  });

  test('is noticed right after the start as well, and what came before it is answered', async () => {
    peer = startPeer(backend.variables);
    peer.send(initialize(), toolCall('get_invoice', { id: 'inv_none' }, 'only'));
    peer.process.stdin.end();
    expect(await peer.ended).toBe(0);
    expect((await peer.response('only')).result?.structuredContent).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  test('lets a call that ends soon be answered', async () => {
    const { process: child, ended } = await withCallInFlight(250);
    child.stdin.end();
    expect(await elapsed(ended)).toBeLessThan(BOUND_MS);
    expect((await peer.response('running')).result?.structuredContent).toMatchObject({ ok: true });
  });

  test('does not wait for a call that takes long: it is answered, and takes its backend request along', async () => {
    const { process: child, ended } = await withCallInFlight(60_000);
    child.stdin.end();
    expect(await elapsed(ended)).toBeLessThan(BOUND_MS);
    expect(await ended).toBe(0);
    expect((await peer.response('running')).result?.structuredContent).toMatchObject({
      error: { code: 'CLIENT_ERROR', details: { reason: 'shutting_down', retryable: true } },
    });
    await waitFor(async () => (await backend.seen()).aborted_by_client === 1);
  });
});

describe('a client that is gone', () => {
  test('is noticed by its closed end of stdout, but not by that of stderr, which it may do without', async () => {
    const { process: child, ended } = await connected();
    child.stderr.destroy();
    for (const id of ['one', 'two']) {
      peer.send(toolCall('get_invoice', { id: 'inv_none' }, id));
      await peer.response(id);
    }
    child.stdout.destroy();
    peer.send(toolCall('list_invoices', {}, 'unheard'));
    expect(await elapsed(ended)).toBeLessThan(BOUND_MS);
    expect(await ended).toBe(0);
  });

  test('leaves no process behind when it is killed', async () => {
    const client = spawn(process.execPath, ['-e', CLIENT], { env: cleanEnvironment(backend.variables), stdio: 'pipe' });
    await once(client.stdout, 'data');
    client.kill('SIGKILL');
    // Its stderr is the server's as well, so it closes when both are gone.
    expect(await elapsed(once(client, 'close'))).toBeLessThan(BOUND_MS);
  });
});

test('SIGTERM lets the call in flight be answered, and ends with 0', async () => {
  await withCallInFlight(250);
  expect(await peer.stop()).toBe(0);
  expect((await peer.response('running')).result?.structuredContent).toMatchObject({ ok: true });
});

/** A client that starts the server, makes a call, and says when it is answered. */
const CLIENT = `
  const server = require('node:child_process').spawn(process.execPath, [${JSON.stringify(ENTRY)}, 'stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  server.stdin.write(${JSON.stringify(`${JSON.stringify(toolCall('list_invoices'))}\n`)});
  server.stdout.once('data', () => process.stdout.write('answered'));
`;
