import type { SpanExporter } from '@opentelemetry/sdk-trace-node';

type Export = Parameters<SpanExporter['export']>;

/** Told of an export that failed: a code of the system or an HTTP status, never a text, which might quote a header. */
export type FailureListener = (code: string | number | undefined) => void;

/** An exporter that tells of the first failure of a row. A collector that is away must not fill the log. */
export class FailureReportingExporter implements SpanExporter {
  private isFailing = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly failed: FailureListener,
  ) {}

  export(spans: Export[0], done: Export[1]): void {
    this.exporter.export(spans, (result) => {
      const isFailure = result.error !== undefined;
      if (isFailure && !this.isFailing) this.failed(codeOf(result.error));
      this.isFailing = isFailure;
      done(result);
    });
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }

  async shutdown(): Promise<void> {
    await this.exporter.shutdown();
  }
}

function codeOf(error: unknown): string | number | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}
