import { startCollector, type Collector } from '../harness/collector.js';
import { toolCall } from '../harness/messages.js';
import { startHttpProgram } from '../harness/program.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';
import { post } from '../harness/traced-call.js';
import { use } from '../harness/use.js';
import { elapsed, waitFor } from '../harness/wait-for.js';

jest.setTimeout(60_000);

const backend = use(async () => startRawBackend((_request, response) => response.end('[]')));

const complaints = (stderr: string): unknown[] =>
  stderr
    .split('\n')
    .filter((line) => line.includes('traces cannot be delivered'))
    .map((line) => JSON.parse(line) as unknown);

describe('a collector that refuses', () => {
  const collector = use(async () => startCollector(400));

  test('is told of once, by its status, and no call notices; so are settings of no use, by their names', async () => {
    const settings = { OTEL_TRACES_SAMPLER: 'cnry-sampler', OTEL_EXPORTER_OTLP_COMPRESSION: 'cnry-compression' };
    const service = await startHttpProgram([], { ...backend.variables, ...collector.variables, ...settings });
    for (let batch = 1; batch <= 4; batch += 1) {
      const { isError } = await post(service.endpoint, '2026-07-28', 'list_invoices', { limit: 1 });
      expect(isError).toBe(false);
      await waitFor(() => collector.exports.length >= batch);
    }
    expect(await service.stop()).toBe(0);
    expect(complaints(service.stderr())).toEqual([expect.objectContaining({ level: 40, code: 400 })]);
    for (const setting of Object.keys(settings)) expect(service.stderr()).toContain(`"setting":"${setting}"`);
    expect(service.stderr()).not.toContain('cnry');
  });
});

describe('a collector that does not answer', () => {
  let collector: Collector;
  beforeAll(async () => (collector = await startCollector(0)));
  afterAll(async () => collector.close());

  test('holds the end of the HTTP service up for 2 s at most', async () => {
    const service = await startHttpProgram([], { ...backend.variables, ...collector.variables });
    await post(service.endpoint, '2026-07-28', 'list_invoices', { limit: 1 });
    await waitFor(() => collector.exports.length > 0);
    await post(service.endpoint, '2026-07-28', 'list_invoices', { limit: 1 });
    const ended = service.stop();
    // The exporter itself would wait for 10 s.
    expect(await elapsed(ended)).toBeLessThan(8_000);
    expect(await ended).toBe(0);
  });

  test('does not keep a stdio process as long', async () => {
    // Both end at the same time, so that a busy machine holds both up.
    const peers = [collector.variables, {}].map((variables) => startPeer({ ...backend.variables, ...variables }));
    for (const peer of peers) {
      peer.send(initialize(), toolCall('list_invoices', { limit: 1 }, 'one'));
      await peer.response('one');
    }
    for (const peer of peers) peer.process.stdin.end();
    const [traced = 0, untraced = 0] = await Promise.all(peers.map(async ({ ended }) => elapsed(ended)));
    expect(traced - untraced).toBeLessThan(1_750);
    expect(await Promise.all(peers.map(async ({ ended }) => ended))).toEqual([0, 0]);
  });
});
