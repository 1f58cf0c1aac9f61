import { once } from 'node:events';
import { toolCall } from '../harness/messages.js';
import { startBackend } from '../harness/sandbox.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';
import { use } from '../harness/use.js';
import { elapsed, waitFor } from '../harness/wait-for.js';

jest.setTimeout(60_000);

const backend = use(startBackend);

test('a client that never reads the log is served for as long as it likes, and can go as always', async () => {
  const peer = startPeer({ ...backend.variables, LOG_LEVEL: 'trace' });
  peer.send(initialize());
  await peer.response('init');
  // A stream that has just got its first listener resumes by itself, so it is paused only now.
  peer.process.stderr.pause();
  // Refused before the backend is asked, but a line in the log each: far more than a pipe holds.
  const ids = Array.from({ length: 1_500 }, (_, index) => `refused-${index}`);
  peer.send(...ids.map((id) => toolCall('get_invoice', {}, id)));
  await waitFor(() => peer.stdout().split('\n').length > 1 + ids.length);
  peer.process.stdin.end();
  expect(await elapsed(once(peer.process, 'exit'))).toBeLessThan(5_000);
  expect(peer.process.exitCode).toBe(0);
});

test('answers that the client has yet to read are not lost when it ends its input', async () => {
  const peer = startPeer(backend.variables);
  peer.send(initialize());
  await peer.response('init');
  const ids = Array.from({ length: 40 }, (_, index) => `list-${index}`);
  peer.process.stdout.pause();
  peer.send(...ids.map((id) => toolCall('list_invoices', { limit: 100 }, id)));
  await waitFor(() => peer.stderr().split('"tool call"').length > ids.length);
  peer.process.stdin.end();
  peer.process.stdout.resume();
  expect(await elapsed(peer.ended)).toBeLessThan(5_000);
  expect(peer.messages()).toHaveLength(1 + ids.length);
});
