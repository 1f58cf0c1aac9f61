import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { toolCall } from '../harness/messages.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';

jest.setTimeout(30_000);

let backend: TestBackend;
beforeAll(async () => (backend = await startBackend()));
afterAll(async () => backend.close());

test.each([
  ['info', 1],
  ['warn', 0],
  ['silent', 0],
])('LOG_LEVEL=%s lets %i lines of a call through', async (LOG_LEVEL, count) => {
  const peer = startPeer({ ...backend.variables, LOG_LEVEL });
  peer.send(initialize(), toolCall('list_invoices', {}, 'one'));
  await peer.answer('one');
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
  expect(peer.stderr().split('\n').filter(Boolean)).toHaveLength(count);
});
