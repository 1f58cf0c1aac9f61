import { startBackend } from '../harness/sandbox.js';
import { toolCall } from '../harness/messages.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';
import { use } from '../harness/use.js';

jest.setTimeout(30_000);

const backend = use(startBackend);

test('LOG_LEVEL=warn keeps the lines of ordinary calls out', async () => {
  const peer = startPeer({ ...backend.variables, LOG_LEVEL: 'warn' });
  peer.send(initialize(), toolCall('list_invoices', {}, 'one'));
  await peer.response('one');
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
  expect(peer.stderr()).toBe('');
});
