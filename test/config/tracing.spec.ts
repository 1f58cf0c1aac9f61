import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load-config.js';
import { readEnvironment } from '../../src/config/read-environment.js';

const BACKEND = { AGENTPAY_API_BASE_URL: 'http://localhost:8000/v1', AGENTPAY_API_KEY: 'test_key' };
const NEEDS = { backend: true, http: true, sandboxPort: 0 };
const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' };

const telemetry = (variables: Record<string, string>) => loadConfig({ ...BACKEND, ...variables }, NEEDS).telemetry;

test.each<[string, Record<string, string>]>([
  ['the address of a collector', ENDPOINT],
  ['an address for traces alone', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector.example/v1/traces' }],
  ['the wish for OTLP, at its usual address', { OTEL_TRACES_EXPORTER: 'otlp' }],
  ['an address and the protocol that is spoken', { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }],
  [
    'a protocol for traces that outweighs the general one',
    { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf' },
  ],
  ['an SDK that is not disabled', { ...ENDPOINT, OTEL_SDK_DISABLED: 'false' }],
])('traces are on with %s', (_with, variables) => {
  expect(telemetry(variables)).toEqual({ tracing: true, notice: undefined });
});

test.each<[string, Record<string, string>]>([
  ['nothing set', {}],
  ['a service name alone', { OTEL_SERVICE_NAME: 'orvion' }],
  ['an address for metrics alone', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://localhost:4318/v1/metrics' }],
  ['the SDK disabled', { ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }],
  ['no exporter', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }],
  ['an empty address', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }],
])('traces are off with %s', (_with, variables) => {
  expect(telemetry(variables)).toEqual({ tracing: false, notice: undefined });
});

test.each<[string, Record<string, string>, string]>([
  ['grpc', { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf'],
  ['grpc for traces', { ...ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' }, 'usually 4318'],
  ['JSON', { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, 'http/protobuf only'],
  ['another exporter', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'console' }, 'OTEL_TRACES_EXPORTER=otlp'],
  ['an address that is none', { OTEL_EXPORTER_OTLP_ENDPOINT: 'cnry:4317' }, 'such as http://localhost:4318'],
])('with %s they are off, and what to do about it is said without the value', (_with, variables, remedy) => {
  const { tracing, notice } = telemetry(variables);
  expect(tracing).toBe(false);
  expect(notice).toMatch(/^Traces are off: /);
  expect(notice).toContain(remedy);
  expect(notice).not.toContain('cnry');
});

test('lines of .env do not count, as the SDK would not see them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-env-'));
  writeFileSync(join(folder, '.env'), 'OTEL_TRACES_EXPORTER=otlp\nLOG_LEVEL=warn\n');
  expect(readEnvironment({}, folder)).toEqual({ LOG_LEVEL: 'warn' });
  expect(readEnvironment(ENDPOINT, folder)).toEqual({ LOG_LEVEL: 'warn', ...ENDPOINT });
});
