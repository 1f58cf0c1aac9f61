import { Lifecycle } from '../../src/health/lifecycle.js';
import { ERAS } from './clients.js';
import { rawCall } from './raw-call.js';
import { SlowTools } from './slow.tools.js';
import { serveTools, type ToolApp } from './tool-app.js';

/** Ample for a call that only waits, little for a test. */
const BUDGET_MS = 50;

let service: ToolApp;
let hasty: ToolApp;

beforeAll(async () => {
  service = await serveTools([SlowTools]);
  hasty = await serveTools([SlowTools], { callTimeoutMs: BUDGET_MS });
});

afterAll(async () => {
  await service.app.close();
  await hasty.app.close();
});

describe.each(ERAS)('over HTTP in $era', ({ isModern, connect }) => {
  test.each(['wait_quietly', 'wait_telling'])('a client that goes away aborts the signal of %s', async (tool) => {
    const tools = service.app.get(SlowTools);
    const [started, aborted, client] = [tools.started(), tools.aborted(), new AbortController()];
    const { signal } = client;
    const call = rawCall(service.endpoint, { isModern, tool, progressToken: 'token', signal });
    const left = call.then(async (response) => response.text()).catch((thrown: unknown) => thrown);
    await started;
    client.abort();
    expect(await left).toMatchObject({ name: 'AbortError' });
    expect(await aborted).toBeDefined();
  });

  test('a spent budget aborts the signal, with a TimeoutError', async () => {
    const aborted = hasty.app.get(SlowTools).aborted();
    const client = await connect(hasty.endpoint);
    const result = await client.call('wait_quietly');
    await client.close();
    expect((await aborted).name).toBe('TimeoutError');
    expect(result.structuredContent).toMatchObject({ ok: true, data: { aborted: true } });
  });

  test('a call that ends in time leaves its signal alone', async () => {
    const tools = service.app.get(SlowTools);
    const client = await connect(service.endpoint);
    const started = tools.started();
    const call = client.call('wait_quietly');
    await started;
    tools.release();
    expect((await call).structuredContent).toMatchObject({ ok: true, data: { aborted: false } });
    await client.close();
  });

  test('a server that is told to close lets a running stream end first', async () => {
    const { app, endpoint } = await serveTools([SlowTools]);
    const tools = app.get(SlowTools);
    const started = tools.started();
    const response = await rawCall(endpoint, { isModern, tool: 'wait_telling', progressToken: 'token' });
    await started;
    const closed = app.close();
    while (app.get(Lifecycle).phase !== 'draining') await new Promise((resolve) => setImmediate(resolve));
    tools.release();
    expect(await response.text()).toContain('"data":{"aborted":false}');
    await closed;
  });
});
