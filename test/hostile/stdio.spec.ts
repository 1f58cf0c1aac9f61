import { once } from 'node:events';
import { initialize, startPeer, type Message, type StdioPeer } from '../harness/stdio-peer.js';
import { toolCall } from '../harness/messages.js';
import { waitFor } from '../harness/wait-for.js';
import { CLIENT_ERRORS, hostileInputs, INTERNALS, SEED } from './inputs.js';
import { residentMiB } from './resident.js';

const INPUTS = 10_000;
const ROUND = 250;

async function write({ process: child }: StdioPeer, bytes: Buffer): Promise<void> {
  if (!child.stdin.write(bytes)) await once(child.stdin, 'drain');
}

/** Whether the response to a request has come; looked for as text, since all responses together are long. */
const responded = async (peer: StdioPeer, id: string): Promise<void> => {
  await waitFor(() => peer.process.exitCode !== null || peer.stdout().includes(`"id":"${id}"`));
};

test(`${INPUTS} hostile lines leave every line of stdout a message and the process as it was`, async () => {
  const peer = startPeer({}, ['stdio', '--sandbox']);
  peer.send(initialize());
  await responded(peer, 'init');
  const before = residentMiB(peer.process);
  const inputs = hostileInputs(INPUTS);
  for (let start = 0; start < INPUTS; start += ROUND) {
    for (const input of inputs.slice(start, start + ROUND)) {
      await write(peer, Buffer.concat([input, Buffer.from(start % 2 ? '\r\n' : '\n')]));
    }
    // Whatever the last line left open ends with this one.
    peer.raw('\n');
    peer.send(toolCall('list_invoices', { limit: 1 }, `valid-${start}`));
    await responded(peer, `valid-${start}`);
  }
  expect(peer.process.exitCode).toBeNull();
  process.stderr.write(
    `\nhostile stdio: ${INPUTS} inputs, seed ${SEED}, resident ${before} -> ${residentMiB(peer.process)} MiB\n`,
  );
  const messages = peer.messages();
  const valid = messages.filter(({ id }) => String(id).startsWith('valid-'));
  expect(valid.map(({ result }) => result?.structuredContent)).toEqual(
    Array(INPUTS / ROUND).fill(expect.objectContaining({ ok: true })),
  );
  const faults = messages.flatMap(({ error }: Message) => (error ? [error] : []));
  expect(faults.length).toBeGreaterThan(INPUTS / 4);
  expect([...new Set(faults.map(({ code }) => code))].filter((code) => !CLIENT_ERRORS.includes(code))).toEqual([]);
  expect(messages.filter(({ jsonrpc }) => jsonrpc !== '2.0')).toEqual([]);
  expect(INTERNALS.test(peer.stdout())).toBe(false);
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
}, 240_000);
