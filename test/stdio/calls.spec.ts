import { modernCall, toolCall } from '../harness/messages.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { initialize, startPeer, type StdioPeer } from '../harness/stdio-peer.js';
import { waitFor } from '../harness/wait-for.js';

jest.setTimeout(30_000);

const call = (era: string, name: string, args: object, id: string): object =>
  era === 'modern' ? { ...modernCall(name, args), id } : toolCall(name, args, id);

describe.each(['legacy', 'modern'])('a %s client', (era) => {
  let backend: TestBackend;
  let peer: StdioPeer;

  beforeAll(async () => {
    backend = await startBackend();
    peer = startPeer(backend.variables);
    if (era === 'legacy') peer.send(initialize());
  });

  afterAll(async () => {
    await peer.stop();
    await backend.close();
  });

  test('gets twenty calls at once answered, each with its own answer', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `call-${index}`);
    peer.send(...ids.map((id) => call(era, 'get_invoice', { id: `inv_of_${id}` }, id)));
    for (const id of ids) {
      const { result } = await peer.response(id);
      expect(result?.structuredContent).toMatchObject({ error: { code: 'NOT_FOUND' } });
      expect(JSON.stringify(result)).toContain(`Invoice inv_of_${id} not found`);
    }
    expect(peer.messages().filter(({ id }) => String(id).startsWith('call-'))).toHaveLength(20);
  });

  test('cancels a call, which aborts the request to the backend and is not answered', async () => {
    await backend.fail({ kind: 'delay', delay_ms: 60_000 });
    peer.send(call(era, 'list_invoices', {}, 'unwanted'));
    await waitFor(async () => (await backend.seen()).received === 1);
    const { params } = call(era, 'x', {}, 'x') as { params: { _meta?: object } };
    const _meta = params._meta && { _meta: params._meta };
    peer.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { ..._meta, requestId: 'unwanted' } });
    await waitFor(async () => (await backend.seen()).aborted_by_client === 1);
    peer.send(call(era, 'get_invoice', { id: 'inv_next' }, 'next'));
    await peer.response('next');
    expect(peer.messages().some(({ id }) => id === 'unwanted')).toBe(false);
  });
});
