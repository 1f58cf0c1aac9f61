import type { TelemetryConfig } from './config.js';
import type { Variables } from './variables.js';

const PROTOCOL = 'http/protobuf';

/**
 * Whether traces are exported, by the variables that OpenTelemetry has for it ("Environment Variable Specification",
 * "OTLP Exporter Configuration"). They belong to every program of a machine, so one that does not fit this program
 * never keeps it from starting: traces are off then, and the notice says why.
 */
export function telemetryOf(set: Variables): TelemetryConfig {
  if (!isWanted(set)) return { tracing: false, notice: undefined };
  const notice = obstacle(set);
  return { tracing: notice === undefined, notice };
}

function isWanted(set: Variables): boolean {
  if (set.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return false;
  const exporter = set.OTEL_TRACES_EXPORTER;
  if (exporter !== undefined) return exporter !== 'none';
  return endpointOf(set) !== undefined;
}

function obstacle(set: Variables): string | undefined {
  const { OTEL_TRACES_EXPORTER: exporter = 'otlp' } = set;
  if (exporter !== 'otlp')
    return 'Traces are off: this program exports them by otlp only. Set OTEL_TRACES_EXPORTER=otlp, or none to be silent';
  const { OTEL_EXPORTER_OTLP_PROTOCOL: general = PROTOCOL, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol = general } =
    set;
  if (protocol !== PROTOCOL)
    return (
      `Traces are off: this program speaks OTLP as ${PROTOCOL} only. Set OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=${PROTOCOL} ` +
      'and the HTTP port of the collector, usually 4318'
    );
  const endpoint = endpointOf(set);
  if (endpoint !== undefined && !(/^https?:\/\//i.test(endpoint) && URL.canParse(endpoint)))
    return 'Traces are off: OTEL_EXPORTER_OTLP_ENDPOINT is not an address. Use one such as http://localhost:4318';
  return undefined;
}

const endpointOf = (set: Variables): string | undefined =>
  set.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? set.OTEL_EXPORTER_OTLP_ENDPOINT;
