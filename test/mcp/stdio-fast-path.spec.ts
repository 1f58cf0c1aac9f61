import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import * as fc from 'fast-check';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { AppModule } from '../../src/app.module.js';
import { withUpstream, type UpstreamConfig } from '../../src/config/config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { FastPathEndpoint } from '../../src/mcp/fast-path/fast-path.endpoint.js';
import { LazySdk } from '../../src/mcp/index.js';
import type { StdioConnection } from '../../src/mcp/sdk/stdio.endpoint.js';
import { modernCall } from '../harness/messages.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { initialize } from '../harness/stdio-peer.js';
import { waitFor } from '../harness/wait-for.js';
import { SEED } from '../hostile/inputs.js';
import { everyday, generated, type Sample } from './fast-path-samples.js';

const GENERATED = 400;
/** Lines of one connection: fewer than the requests that the backend may be sent at once, as others are refused. */
const LINES = 50;

let backend: TestBackend;
/** The service as it is, and one in which the SDK serves everything. */
let direct: INestApplicationContext;
let bySdk: INestApplicationContext;
let fast: jest.SpyInstance;

beforeAll(async () => {
  backend = await startBackend();
  const variables = { LOG_LEVEL: 'silent', ...backend.variables };
  const config = loadConfig(variables, { backend: true, http: false, sandboxPort: 0 });
  const service = AppModule.forStdio(withUpstream(config, config.upstream as UpstreamConfig));
  const start = async () => NestFactory.createApplicationContext(service, { logger: false });
  [direct, bySdk] = [await start(), await start()];
  bySdk.get(FastPathEndpoint).route = () => undefined;
  fast = jest.spyOn(direct.get(FastPathEndpoint), 'respond');
});

/** To be closed at the end, as closing one ends all calls of its process. */
const connections: StdioConnection[] = [];

afterAll(async () => {
  await Promise.all(connections.map(async (connection) => connection.finish(0)));
  await direct.close();
  await bySdk.close();
  await backend.close();
});

const discover = (): object => {
  const { params } = modernCall('x') as { params: { _meta: object } };
  return { jsonrpc: '2.0', id: 'init', method: 'server/discover', params: { _meta: params._meta } };
};

const REQUEST_ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** What one connection responds to these lines after its opening, in order of the text, as calls may overtake each other. */
async function responses(
  app: INestApplicationContext,
  opening: readonly object[],
  lines: readonly string[],
): Promise<readonly string[]> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const { stdio } = await app.get(LazySdk).endpoints();
  const connection = stdio.serve(toServer, toClient);
  const received: string[] = [];
  createInterface({ input: toClient }).on('line', (line) => received.push(line.replaceAll(REQUEST_ID, '<request id>')));
  const send = async (sent: readonly string[]): Promise<void> => {
    const expected = received.length + sent.filter(hasResponse).length;
    for (const line of sent) toServer.write(`${line}\n`);
    await waitFor(() => received.length >= expected);
  };
  for (const message of opening) await send([JSON.stringify(message)]);
  await send(lines);
  connections.push(connection);
  return received.toSorted();
}

/** Whether a line is a request, or so wrong that it is reported: notifications have no response. */
function hasResponse(line: string): boolean {
  const { jsonrpc, id, method } = JSON.parse(line) as { jsonrpc?: unknown; id?: unknown; method?: unknown };
  return id !== undefined || jsonrpc !== '2.0' || typeof method !== 'string';
}

/** A line of a sample, with an id of its own where it has one that a response repeats. */
function lineOf({ body }: Sample, at: number): string {
  const message = JSON.parse(body.toString()) as { id?: unknown };
  return JSON.stringify(typeof message.id === 'string' ? { ...message, id: `line ${at}` } : message);
}

/** Each part of the samples with what it is responded, directly and by the SDK. */
async function compared(opening: readonly object[], samples: readonly Sample[]) {
  const lines = samples.map(lineOf);
  const compare = async (from: number) => {
    const part = lines.slice(from, from + LINES);
    return { got: await responses(direct, opening, part), expected: await responses(bySdk, opening, part) };
  };
  const parts = [];
  for (let from = 0; from < lines.length; from += LINES) parts.push(await compare(from));
  return parts;
}

const OPENINGS = [
  { opening: 'initialize', messages: [initialize()], least: 0.1 },
  { opening: 'server/discover', messages: [discover()], least: 0.03 },
  { opening: 'a call of 2026-07-28', messages: [modernCall('get_invoice', { id: 'first' })], least: 0.03 },
  { opening: 'a call of no revision', messages: [{ jsonrpc: '2.0', id: 'a', method: 'tools/list' }], least: 0 },
  { opening: 'a change of mind', messages: [discover(), { ...initialize(), id: 'again' }], least: 0.1 },
  { opening: 'nothing', messages: [], least: 0 },
];

describe.each(OPENINGS)('on a connection that opens with $opening', ({ messages, least }) => {
  test('everyday calls are served as the SDK serves them', async () => {
    for (const { got, expected } of await compared(messages, everyday)) expect(got).toEqual(expected);
  });

  test(`${GENERATED} requests with members of every kind are served as the SDK serves them`, async () => {
    fast.mockClear();
    const parts = await compared(messages, fc.sample(generated, { numRuns: GENERATED, seed: SEED }));
    for (const { got, expected } of parts) expect(got).toEqual(expected);
    expect(parts.flatMap(({ got }) => got).length).toBeGreaterThan(GENERATED / 2);
    expect(fast.mock.calls.length).toBeGreaterThanOrEqual(GENERATED * least);
    expect(fast.mock.calls.length).toBeLessThan(GENERATED * 0.8);
  });
});
