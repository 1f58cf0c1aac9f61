import { diag, DiagLogLevel, type DiagLogFunction } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import { FailureReportingExporter } from './failure-reporting-exporter.js';
import { SpanTracing } from './span-tracing.js';

/** Who makes the traces, unless `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` say otherwise. */
export interface TracingIdentity {
  readonly name: string;
  readonly version: string;
}

/**
 * Starts the SDK, which reads its own `OTEL_*` variables: address, headers, sampler, resource, batches. Importing this file
 * is what loads it. `flushMs` bounds the wait for the collector at the end.
 */
export function openTracing({ name, version }: TracingIdentity, flushMs: number, logger: Logger): SpanTracing {
  tellOfSettings(logger);
  const exporter = new FailureReportingExporter(new OTLPTraceExporter(), (code) =>
    logger.warn({ code }, 'traces cannot be delivered to the collector; this is said once until they can again'),
  );
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': name, 'service.version': version }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
  // Contexts are handed on in words, so there is nothing to keep track of between callbacks.
  provider.register({ contextManager: null });
  const flush = async (): Promise<void> => {
    const sent = provider.shutdown().catch(() => undefined);
    await Promise.race([sent, delay(flushMs, undefined, { ref: false })]);
  };
  return new SpanTracing(provider.getTracer(name, version), flush);
}

const silent = (): void => undefined;

/** The SDK quotes the value that it cannot use, which may be a header with a key, so only its name goes to the log. */
function tellOfSettings(logger: Logger): void {
  const tell: DiagLogFunction = (message) => {
    const setting = /\bOTEL_[A-Z_]+/.exec(message)?.[0];
    if (setting !== undefined)
      logger.warn({ setting }, 'a setting of OpenTelemetry is not usable, its default applies');
  };
  diag.setLogger(
    { error: tell, warn: tell, info: silent, debug: silent, verbose: silent },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
