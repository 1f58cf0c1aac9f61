import type { SpanExporter } from '@opentelemetry/sdk-trace-node';

type Export = Parameters<SpanExporter['export']>;

/** Receives the system error code or HTTP status of a failed export, never its message, which could quote a header. */
export type FailureListener = (code: string | number | undefined) => void;

/** Reports only the first of consecutive failed exports, so that an unavailable collector does not fill the log. */
export class FailureReportingExporter implements SpanExporter {
  private isFailing = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly onFailure: FailureListener,
  ) {}

  export(spans: Export[0], done: Export[1]): void {
    this.exporter.export(spans, (result) => {
      const isFailure = result.error !== undefined;
      if (isFailure && !this.isFailing) this.onFailure(codeOf(result.error));
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
