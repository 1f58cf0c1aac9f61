import { Client as ClientV2 } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { INestApplicationContext } from '@nestjs/common';
import { PassThrough } from 'node:stream';
import { LazySdk } from '../../src/mcp/endpoint/lazy-sdk.js';
import type { StdioConnection } from '../../src/mcp/sdk/stdio.endpoint.js';
import type { CallResult } from './clients.js';
import { SlowTools } from './slow.tools.js';
import { startLibrary } from './tool-app.js';

const INFO = { name: 'tests', version: '1.0.0' };

let app: INestApplicationContext;
let tools: SlowTools;
let toServer: PassThrough;
let connection: StdioConnection;
/** Newline-delimited JSON is the same in both directions, so that the other side's transport serves a client too. */
let transport: StdioServerTransport;

beforeEach(async () => {
  app = await startLibrary(SlowTools);
  tools = app.get(SlowTools);
  toServer = new PassThrough();
  const toClient = new PassThrough();
  const { stdio } = await app.get(LazySdk).endpoints();
  connection = stdio.serve(toServer, toClient);
  transport = new StdioServerTransport(toClient, toServer);
});

/** Ends the client and whatever it still waits for. */
let closeClient: () => Promise<void>;

afterEach(async () => {
  await closeClient();
  await connection.finish(0);
  await app.close();
});

type Call = (
  name: string,
  options: { signal?: AbortSignal; onprogress?: (step: { progress: number }) => void },
) => Promise<CallResult>;

const modern = async (): Promise<Call> => {
  const client = new ClientV2(INFO, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(transport);
  closeClient = async () => client.close();
  return async (name, options) => client.callTool({ name, arguments: {} }, options);
};

const legacy = async (): Promise<Call> => {
  const client = new ClientV1(INFO);
  await client.connect(transport);
  closeClient = async () => client.close();
  return async (name, options) => (await client.callTool({ name, arguments: {} }, undefined, options)) as CallResult;
};

describe.each([
  { era: '2026-07-28', connect: modern },
  { era: '2025-11-25', connect: legacy },
])('over stdio in $era', ({ connect }) => {
  test('notifications/cancelled aborts the signal of its call, and of no other', async () => {
    const call = await connect();
    const [first, second] = [new AbortController(), new AbortController()];
    const firstStarted = tools.started();
    const cancelled = call('wait_quietly', { signal: first.signal }).catch((thrown: unknown) => thrown);
    await firstStarted;
    const secondStarted = tools.started();
    const kept = call('wait_quietly', { signal: second.signal });
    await secondStarted;
    const aborted = tools.aborted();
    first.abort();
    await cancelled;
    await aborted;
    tools.release();
    expect((await kept).structuredContent).toMatchObject({ ok: true, data: { aborted: false } });
  });

  test('progress reaches the client step by step', async () => {
    const call = await connect();
    const steps: number[] = [];
    await call('count_up', { onprogress: ({ progress }) => void steps.push(progress) });
    expect(steps).toEqual([1, 2, 3]);
  });

  test('the end of a connection aborts the call that still runs', async () => {
    const call = await connect();
    const started = tools.started();
    void call('wait_quietly', {}).catch(() => undefined);
    await started;
    const aborted = tools.aborted();
    await connection.finish(1);
    expect(await aborted).toBeDefined();
  });
});
