import { startHttpProgram } from '../harness/program.js';
import { startRawBackend, type RawBackend } from '../harness/raw-backend.js';
import { ERAS, post, REQUEST_ID } from '../harness/traced-call.js';
import { waitFor } from '../harness/wait-for.js';

jest.setTimeout(60_000);

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

let backend: RawBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;
beforeAll(async () => {
  backend = await startRawBackend(({ url }, response) => {
    response.writeHead(url?.includes('inv_none') ? 404 : 200).end('[]');
  });
  service = await startHttpProgram([], backend.variables);
});
afterAll(async () => {
  await service.stop();
  await backend.close();
});
beforeEach(() => backend.requests.splice(0));

// Over stdio: tracing-stdio.spec.ts, which asks the same of its calls.
describe.each(ERAS)('in %s', (era) => {
  test.each([
    ['a success', 'list_invoices', { limit: 1 }, 1],
    ['an error', 'get_invoice', { id: 'inv_none' }, 1],
    ['a wrong argument', 'get_invoice', {}, 0],
  ])('the id of %s is in the result, in the log, and at the backend', async (_outcome, tool, args, requests) => {
    const headers = { 'x-request-id': 'chosen-by-the-client' };
    const { _meta, structuredContent } = await post(service.endpoint, era, tool, args, { headers });
    const id = _meta[REQUEST_ID] ?? '';
    expect(id).toMatch(UUID);
    expect(Object.keys(structuredContent).toSorted()).toEqual(['data', 'error', 'ok']);
    expect(structuredContent.error?.details.request_id ?? id).toBe(id);
    await waitFor(() => service.stderr().includes(`"request_id":"${id}"`));
    expect(backend.requests.map(({ headers: sent }) => sent['x-request-id'])).toEqual(Array(requests).fill(id));
  });
});
