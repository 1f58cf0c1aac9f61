import type { Logger } from 'pino';
import { TelemetryGroup } from './telemetry-group.js';
import { Telemetry } from './telemetry.js';

/** Options of metrics and traces. */
export interface TelemetryOptions {
  /** Service name and version in traces; the version is also a metric. */
  readonly identity: { readonly name: string; readonly version: string };
  readonly metrics: boolean;
  readonly tracing: boolean;
  /** How long the process waits for the trace collector at shutdown, in milliseconds. */
  readonly flushMs: number;
  /** A warning about the trace settings for the operator, logged at start. */
  readonly notice?: string | undefined;
}

/** Loads only what is configured, because the libraries of metrics and traces would more than double the time of a start. */
export async function startTelemetry(options: TelemetryOptions | undefined, logger: Logger): Promise<Telemetry> {
  if (!options) return new Telemetry();
  const { identity, metrics, tracing, flushMs, notice } = options;
  if (notice !== undefined) logger.warn(notice);
  const parts: Telemetry[] = [];
  if (metrics) {
    const { PrometheusMetrics } = await import('./metrics/prometheus-metrics.js');
    parts.push(new PrometheusMetrics(identity.version));
  }
  if (tracing) {
    const { openTracing } = await import('./tracing/open-tracing.js');
    parts.push(openTracing(identity, flushMs, logger));
  }
  const [only] = parts;
  if (parts.length > 1) return new TelemetryGroup(parts);
  return only ?? new Telemetry();
}
