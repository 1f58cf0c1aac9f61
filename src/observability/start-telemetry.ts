import type { Logger } from 'pino';
import { TelemetryGroup } from './telemetry-group.js';
import { Telemetry } from './telemetry.js';

/** What is to be told of the work of this process, and as whom. */
export interface TelemetryOptions {
  readonly identity: { readonly name: string; readonly version: string };
  readonly metrics: boolean;
  readonly tracing: boolean;
  /** How long the end of the process may wait for the collector of traces, in milliseconds. */
  readonly flushMs: number;
  /** Something about traces that whoever runs the process has to know. */
  readonly notice?: string | undefined;
}

/** Loads what is asked for, and nothing else: the libraries behind it cost a start more than the rest of a small one. */
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
