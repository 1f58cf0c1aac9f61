import { startCollector, type Collector } from '../harness/collector.js';
import { toolCall } from '../harness/messages.js';
import { startHttpProgram } from '../harness/program.js';
import { startRawBackend, type RawBackend } from '../harness/raw-backend.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';
import { post } from '../harness/traced-call.js';
import { elapsed, waitFor } from '../harness/wait-for.js';

jest.setTimeout(60_000);

let backend: RawBackend;
beforeAll(async () => (backend = await startRawBackend((_request, response) => response.end('[]'))));
afterAll(async () => backend.close());

const complaints = (stderr: string): unknown[] =>
  stderr
    .split('\n')
    .filter((line) => line.includes('traces cannot be delivered'))
    .map((line) => JSON.parse(line) as unknown);

describe('a collector that refuses', () => {
  let collector: Collector;
  beforeAll(async () => (collector = await startCollector(400)));
  afterAll(async () => collector.close());

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
    expect(await elapsed(ended)).toBeLessThan(4_000);
    expect(await ended).toBe(0);
  });

  test('does not keep a stdio process from ending within a second of its input', async () => {
    const peer = startPeer({ ...backend.variables, ...collector.variables });
    peer.send(initialize(), toolCall('list_invoices', { limit: 1 }, 'one'));
    await peer.answer('one');
    peer.process.stdin.end();
    expect(await elapsed(peer.ended)).toBeLessThan(1_000);
    expect(await peer.ended).toBe(0);
  });
});
