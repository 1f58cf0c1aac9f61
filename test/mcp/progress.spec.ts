import type { Progress } from '@modelcontextprotocol/client';
import { ERAS } from './clients.js';
import { eventsOf, rawCall } from './raw-call.js';
import { SlowTools } from './slow.tools.js';
import { serveTools, type ToolApp } from './tool-app.js';

let service: ToolApp;
let tools: SlowTools;

beforeAll(async () => {
  service = await serveTools([SlowTools]);
  tools = service.app.get(SlowTools);
});

afterAll(async () => service.app.close());

describe.each(ERAS)('progress over HTTP in $era', ({ isModern, connect }) => {
  test('reaches a client step by step', async () => {
    const client = await connect(service.endpoint);
    const steps: Progress[] = [];
    const result = await client.call('count_up', {}, { onprogress: (step) => steps.push(step) });
    await client.close();
    expect(steps).toEqual([1, 2, 3].map((progress) => ({ progress, total: 3 })));
    expect(result.structuredContent).toEqual({ ok: true, data: { counted: 3 }, error: null });
  });

  test('comes as a stream, before the tool has ended', async () => {
    const started = tools.started();
    const response = await rawCall(service.endpoint, { isModern, tool: 'wait_telling', progressToken: 'token-1' });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const messages = eventsOf(response);
    expect((await messages.next()).value).toEqual({
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: expect.objectContaining({ progressToken: 'token-1', progress: 1, total: 2, message: 'half' }),
    });
    await started;
    tools.release();
    expect((await messages.next()).value).toMatchObject({ id: 1, result: { structuredContent: { ok: true } } });
    expect((await messages.next()).done).toBe(true);
  });

  test('is not sent to a client that did not ask', async () => {
    const text = await textOf(await rawCall(service.endpoint, { isModern, tool: 'count_up' }));
    expect(text).not.toContain('notifications/progress');
    expect(text).toContain('"counted":3');
  });

  test('of a tool that is answered as JSON holds nothing up', async () => {
    const call = { isModern, tool: 'count_unasked', progressToken: 'token-2' };
    expect(await textOf(await rawCall(service.endpoint, call))).toContain('"counted":1');
  });
});

async function textOf(response: Response): Promise<string> {
  expect(response.status).toBe(200);
  return response.text();
}
