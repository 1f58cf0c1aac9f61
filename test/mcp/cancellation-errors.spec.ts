import { setTimeout as delay } from 'node:timers/promises';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import type { CallResult } from '../../src/mcp/envelope/call-result.js';
import { ANYONE } from '../../src/mcp/context/caller.js';
import { RunningCalls } from '../../src/mcp/invocation/running-calls.js';
import { onCancelFrom } from '../../src/cancellation/on-cancel.js';
import type { RequestContext } from '../../src/mcp/context/request-context.js';
import type { ToolCall } from '../../src/mcp/context/tool-call.js';
import { ToolInvoker } from '../../src/mcp/invocation/tool.invoker.js';
import { ERAS } from './clients.js';
import { eventsOf, rawCall } from './raw-call.js';
import { waitFor } from '../harness/wait-for.js';
import { AsksNobody, CONFIRM, HINTS, NoInput, options, serveTools, startLibrary } from './tool-app.js';

/** A time that no test waits for. */
const LONG_MS = 60_000;
const WRITES = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };

/** Tools that take long, and meet the end of their call in the ways that tools do. */
@ToolProvider()
class Tools {
  running = 0;

  @Tool(options('rethrow', { annotations: HINTS }))
  async rethrow(_input: NoInput, { signal }: ToolCall): Promise<object> {
    this.running += 1;
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  }

  @Tool(options('pass_signal_on', { annotations: WRITES, confirm: CONFIRM }))
  async passOn(_input: NoInput, { signal }: ToolCall): Promise<object> {
    this.running += 1;
    return delay(LONG_MS, {}, { signal });
  }

  @Tool(options('take_no_notice', { annotations: { ...WRITES, idempotentHint: true }, confirm: CONFIRM }))
  async deaf(): Promise<object> {
    this.running += 1;
    return delay(LONG_MS, {}, { ref: false });
  }

  @Tool(options('take_no_notice_telling', { annotations: HINTS, streams: true }))
  async ignoreAndReport(_input: NoInput, call: ToolCall): Promise<object> {
    await call.reportProgress({ progress: 1 });
    return this.deaf();
  }

  @Tool(options('respond_in_the_end'))
  async response(_input: NoInput, { signal }: ToolCall): Promise<object> {
    this.running += 1;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return { in: 'time' };
  }

  @Tool(options('break_then'))
  async breakThen(_input: NoInput, { signal }: ToolCall): Promise<object> {
    this.running += 1;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    throw new TypeError('a fault of the tool itself');
  }
}

const RUNNING = ['rethrow', 'pass_signal_on', 'take_no_notice', 'respond_in_the_end', 'break_then'] as const;

const ended = (reason: string, because: string, details: object): object => ({
  ok: false,
  data: null,
  error: {
    code: 'CLIENT_ERROR',
    message: expect.stringContaining(`The call was ended without a result, as ${because}.`),
    details: { reason, request_id: expect.any(String), ...details },
  },
});

const stopped = (details: object): object => ended('shutting_down', 'this server is shutting down', details);

/** What a caller of each tool is told at the end of the process. */
const REPORTED: Record<(typeof RUNNING)[number], object> = {
  rethrow: stopped({ retryable: true, retry_after_seconds: 1 }),
  // It may have written, and must not be called again unseen.
  pass_signal_on: stopped({ retryable: false, outcome: 'unknown' }),
  take_no_notice: stopped({ retryable: true, retry_after_seconds: 1, outcome: 'unknown' }),
  respond_in_the_end: { ok: true, data: { in: 'time' }, error: null },
  break_then: { ok: false, data: null, error: expect.objectContaining({ code: 'INTERNAL_ERROR' }) as object },
};

describe.each(ERAS)('in $era', ({ isModern, connect }) => {
  test('whatever a tool does about its signal, its caller has an envelope before the server is closed', async () => {
    const { app, endpoint } = await serveTools([Tools, AsksNobody], { drain: { delayMs: 0, deadlineMs: 300 } });
    const client = await connect(endpoint);
    const responses = RUNNING.map(async (name) => [name, (await client.call(name)).structuredContent] as const);
    await waitFor(() => app.get(Tools).running === RUNNING.length);
    await app.close();
    expect(Object.fromEntries(await Promise.all(responses))).toEqual(REPORTED);
    await client.close();
  });

  test('a stream ends with the envelope', async () => {
    const { app, endpoint } = await serveTools([Tools, AsksNobody], { drain: { delayMs: 0, deadlineMs: 300 } });
    const call = { isModern, tool: 'take_no_notice_telling', progressToken: 'token' };
    const events = eventsOf(await rawCall(endpoint, call));
    await waitFor(() => app.get(Tools).running === 1);
    await app.close();
    const messages: unknown[] = [];
    for await (const message of events) messages.push(message);
    expect(messages).toEqual([
      expect.objectContaining({ method: 'notifications/progress' }),
      expect.objectContaining({ id: 1, result: expect.objectContaining({ structuredContent: REPORTED.rethrow }) }),
    ]);
  });

  test('a tool that throws the end of its time is no fault of the server', async () => {
    const { app, endpoint } = await serveTools([Tools, AsksNobody], { callTimeoutMs: 50 });
    const client = await connect(endpoint);
    const reported = await Promise.all(
      ['rethrow', 'pass_signal_on'].map(async (name) => (await client.call(name)).structuredContent),
    );
    expect(reported).toEqual([
      ended('timeout', 'its time was over', { retryable: true }),
      ended('timeout', 'its time was over', { retryable: false, outcome: 'unknown' }),
    ]);
    await client.close();
    await app.close();
  });
});

const originOf = (signal: AbortSignal): RequestContext => ({
  caller: ANYONE,
  onCancel: onCancelFrom(signal),
  transport: 'stdio',
  describe: () => ({ rpcId: 1, protocolVersion: undefined, message: {}, request: {} }),
});

describe('without a transport', () => {
  test('a tool that throws the cancellation of its call tells that it was canceled, and not to repeat it', async () => {
    const app = await startLibrary(Tools, AsksNobody);
    const client = new AbortController();
    const call = app.get(ToolInvoker).invoke('rethrow', {}, originOf(client.signal));
    await waitFor(() => app.get(Tools).running === 1);
    client.abort(new DOMException('The client went away', 'AbortError'));
    const result = await call;
    expect(result).toMatchObject({ isError: true });
    expect((result as CallResult).structuredContent).toEqual(
      ended('canceled', 'it was canceled', { retryable: false }),
    );
    await app.close();
  });

  test('a call that begins when the others have been ended is ended too', async () => {
    const app = await startLibrary(Tools, AsksNobody);
    expect(app.get(RunningCalls).shutDown()).toBe(0);
    const result = await app.get(ToolInvoker).invoke('take_no_notice', {}, originOf(new AbortController().signal));
    expect(result).toMatchObject({ isError: true });
    expect((result as CallResult).structuredContent).toEqual(REPORTED.take_no_notice);
    await app.close();
  });
});
