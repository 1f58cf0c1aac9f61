import { diag, DiagLogLevel, type DiagLogFunction } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import { FailureReportingExporter } from './failure-reporting-exporter.js';
import { SpanTracing } from './span-tracing.js';

/** Default of the service name and version in traces; `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` override it. */
export interface TracingIdentity {
  readonly name: string;
  readonly version: string;
}

/**
 * Starts the OpenTelemetry SDK, which reads its own `OTEL_*` variables: endpoint, headers, sampler, resource, batches.
 * Importing this file loads the SDK. At shutdown the process waits at most `flushMs` for the collector.
 */
export function openTracing({ name, version }: TracingIdentity, flushMs: number, logger: Logger): SpanTracing {
  logInvalidSettings(logger);
  const exporter = new FailureReportingExporter(new OTLPTraceExporter(), (code) =>
    logger.warn({ code }, 'traces cannot be delivered to the collector; this is said once until they can again'),
  );
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': name, 'service.version': version }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
  // Our code passes contexts as arguments, so no context manager has to follow them through callbacks.
  provider.register({ contextManager: null });
  const flush = async (): Promise<void> => {
    const sent = provider.shutdown().catch(() => undefined);
    await Promise.race([sent, delay(flushMs, undefined, { ref: false })]);
  };
  return new SpanTracing(provider.getTracer(name, version), flush);
}

const ignore = (): void => undefined;

/** Logs only the name of a setting: the SDK quotes its value, which may be a header with a key. */
function logInvalidSettings(logger: Logger): void {
  const logSetting: DiagLogFunction = (message) => {
    const setting = /\bOTEL_[A-Z_]+/.exec(message)?.[0];
    if (setting !== undefined)
      logger.warn({ setting }, 'a setting of OpenTelemetry is not usable, its default applies');
  };
  diag.setLogger(
    { error: logSetting, warn: logSetting, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
