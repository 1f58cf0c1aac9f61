import type { TelemetryConfig } from './config.js';
import type { Variables } from './variables.js';

const PROTOCOL = 'http/protobuf';

/**
 * Decides whether traces are exported, from OpenTelemetry's own variables ("Environment Variable Specification", "OTLP
 * Exporter Configuration"). All programs of a machine share them, so one that this program does not support never
 * prevents its start: traces are off then, and the notice says why.
 */
export function telemetryConfig(set: Variables): TelemetryConfig {
  if (!isRequested(set)) return { tracing: false, notice: undefined };
  const notice = obstacle(set);
  return { tracing: notice === undefined, notice };
}

function isRequested(set: Variables): boolean {
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
