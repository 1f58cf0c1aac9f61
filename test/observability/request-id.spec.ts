import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';
import { callWithMeta, ERAS, post, REQUEST_ID, type Era, type TracedResult } from '../harness/traced-call.js';
import { waitFor } from '../harness/wait-for.js';

jest.setTimeout(60_000);

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;
beforeAll(async () => {
  backend = await startBackend();
  service = await startHttpProgram([], backend.variables);
});
afterAll(async () => {
  await service.stop();
  await backend.close();
});
beforeEach(async () => backend.fail());

const overHttp = async (era: Era, tool: string, args: object) => ({
  result: await post(service.endpoint, era, tool, args, { headers: { 'x-request-id': 'chosen-by-the-client' } }),
  log: () => service.stderr(),
});

async function overStdio(era: Era, tool: string, args: object) {
  const peer = startPeer(backend.variables);
  if (era === '2025-11-25') peer.send(initialize());
  peer.send(callWithMeta(era, tool, args, {}, 'call'));
  const { result } = await peer.answer('call');
  peer.process.stdin.end();
  await peer.ended;
  return { result: result as unknown as TracedResult, log: () => peer.stderr() };
}

const CASES = [
  ['http', overHttp],
  ['stdio', overStdio],
] as const;

describe.each(CASES)('over %s', (_transport, call) => {
  describe.each(ERAS)('in %s', (era) => {
    test.each([
      ['a success', 'list_invoices', { limit: 1 }],
      ['an error', 'get_invoice', { id: 'inv_none' }],
    ])('the id of %s is in the result, in the log, and at the backend', async (_outcome, tool, args) => {
      const { result, log } = await call(era, tool, args);
      const id = result._meta[REQUEST_ID] ?? '';
      expect(id).toMatch(UUID);
      expect(Object.keys(result.structuredContent).toSorted()).toEqual(['data', 'error', 'ok']);
      expect(result.structuredContent.error?.details.request_id ?? id).toBe(id);
      await waitFor(() => log().includes(`"request_id":"${id}"`));
      const { requests } = await backend.seen();
      expect(requests.map(({ headers }) => headers['x-request-id'])).toEqual([id]);
    });
  });
});

test('a call that is wrong before the backend is asked has one as well', async () => {
  const { _meta, structuredContent } = await post(service.endpoint, '2026-07-28', 'get_invoice', {});
  expect(_meta[REQUEST_ID]).toMatch(UUID);
  expect(structuredContent.error?.details.request_id).toBe(_meta[REQUEST_ID]);
});
