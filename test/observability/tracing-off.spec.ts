import { startCollector } from '../harness/collector.js';
import { loadedModules } from '../harness/loaded-modules.js';
import { startHttpProgram, type Variables } from '../harness/program.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { ERAS, post } from '../harness/traced-call.js';
import { use } from '../harness/use.js';

jest.setTimeout(60_000);

const TRACE = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, tracestate: 'vendor=1' };
const LIBRARIES = /^(?:prom-client|@opentelemetry\/[\w-]+)$/;

const backend = use(async () => startRawBackend((_request, response) => response.end('[]')));
const collector = use(startCollector);

/** A whole life with some calls; gives what was loaded, what was said, and what `/metrics` answered. */
async function life(variables: Variables): Promise<{ libraries: Set<string>; stderr: string; metrics: number }> {
  const modules = loadedModules();
  const service = await startHttpProgram([], { ...backend.variables, ...variables, ...modules.variables });
  const metrics = (await fetch(`${service.origin}/metrics`)).status;
  for (const era of ERAS) await post(service.endpoint, era, 'list_invoices', {}, { headers: TRACE, meta: TRACE });
  expect(await service.stop()).toBe(0);
  const libraries = new Set([...modules.packages()].filter((name) => LIBRARIES.test(name)));
  return { libraries, stderr: service.stderr(), metrics };
}

test('by default neither traces nor metrics are there, their libraries are not loaded, and no trace is passed on', async () => {
  const { libraries, metrics } = await life({});
  expect([...libraries]).toEqual([]);
  expect(metrics).toBe(404);
  expect(backend.requests).toHaveLength(2);
  expect(backend.requests.filter(({ headers }) => 'traceparent' in headers || 'tracestate' in headers)).toEqual([]);
});

test('traces are loaded when they are asked for, without metrics', async () => {
  const { libraries, metrics } = await life(collector.variables);
  expect(metrics).toBe(404);
  expect(libraries).toContain('@opentelemetry/sdk-trace');
  expect(libraries).not.toContain('prom-client');
  expect(collector.spans).toHaveLength(4);
});

test('metrics are loaded without traces; a protocol that is not spoken is told once, and the service runs', async () => {
  const settings = { ORVION_MCP_METRICS: 'true', ...collector.variables, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };
  const { libraries, metrics, stderr } = await life(settings);
  expect(metrics).toBe(200);
  // The library of metrics has the names of OpenTelemetry with it, but not what makes traces.
  expect([...libraries].filter((name) => !name.endsWith('/api'))).toEqual(['prom-client']);
  const lines = stderr.split('\n').filter((line) => line.includes('Traces are off'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 40,
    msg: expect.stringContaining('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf') as string,
  });
});
