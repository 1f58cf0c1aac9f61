import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import {
  Telemetry,
  type AttemptDetails,
  type AttemptResult,
  type CallDetails,
  type Gauges,
  type MetricsPage,
  type ObservedAttempt,
  type ObservedCall,
  type RequestDetails,
} from '../telemetry.js';
import { DURATION_BUCKETS, METRICS, EXCLUDED_METRICS, type MetricDefinition } from './metric-definitions.js';

const BREAKER_STATES: readonly Gauges['breaker'][] = ['closed', 'open', 'half_open'];

/** Prometheus metrics of one process, in a registry of its own. Loaded only when metrics are configured. */
export class PrometheusMetrics extends Telemetry {
  private readonly registry = new Registry();
  private readonly calls = this.counter(METRICS.toolCalls);
  private readonly callDuration = this.histogram(METRICS.toolCallDuration);
  private readonly requests = this.counter(METRICS.requests);
  private readonly requestDuration = this.histogram(METRICS.requestDuration);
  private readonly attempts = this.counter(METRICS.backendAttempts);
  private readonly attemptDuration = this.histogram(METRICS.backendAttemptDuration);
  private readonly retries = this.counter(METRICS.backendRetries);
  private readonly notSentRequests = this.counter(METRICS.backendNotSent);
  private readonly rejectedRequests = this.counter(METRICS.requestsRejected);
  private callsInFlight = 0;

  override readonly page: MetricsPage = {
    contentType: this.registry.contentType,
    text: async () => this.registry.metrics(),
  };

  constructor(version: string) {
    super();
    this.gauge(METRICS.toolCallsInFlight, (gauge) => gauge.set(this.callsInFlight));
    this.gauge(METRICS.buildInfo, (gauge) => gauge.set({ version, node: process.version }, 1));
    // Both series start at 0, so that Prometheus sees the first event as an increase.
    for (const reason of ['circuit_open', 'overloaded']) this.notSentRequests.inc({ reason }, 0);
    collectDefaultMetrics({ register: this.registry });
    for (const name of EXCLUDED_METRICS) this.registry.removeSingleMetric(name);
  }

  override callStarted({ tool }: CallDetails): ObservedCall {
    const started = performance.now();
    this.callsInFlight += 1;
    return {
      ended: (code) => {
        this.callsInFlight -= 1;
        this.calls.inc({ tool, code });
        this.callDuration.observe({ tool }, secondsSince(started));
      },
    };
  }

  override requestStarted({ method }: RequestDetails): ObservedCall {
    const end = this.requestDuration.startTimer({ method });
    return {
      ended: (code) => {
        this.requests.inc({ method, code });
        end();
      },
    };
  }

  override attemptStarted({ method, resends }: AttemptDetails): ObservedAttempt {
    const started = performance.now();
    if (resends > 0) this.retries.inc({ method });
    return {
      headers: {},
      ended: (result) => {
        this.attempts.inc({ method, outcome: outcomeOf(result) });
        this.attemptDuration.observe({ method }, secondsSince(started));
      },
    };
  }

  override notSent(reason: string): void {
    this.notSentRequests.inc({ reason });
  }

  override rejected(reason: string): void {
    this.rejectedRequests.inc({ reason });
  }

  override registerGauge<Name extends keyof Gauges>(name: Name, read: () => Gauges[Name]): void {
    this.gauge(METRICS[name], (gauge) => {
      const value: number | string = read();
      if (typeof value === 'number') gauge.set(value);
      else for (const state of BREAKER_STATES) gauge.set({ state }, state === value ? 1 : 0);
    });
  }

  private counter<Label extends string>(
    metric: MetricDefinition & { readonly labelNames: readonly Label[] },
  ): Counter<Label> {
    return new Counter({ ...metric, registers: [this.registry] });
  }

  private histogram<Label extends string>(
    metric: MetricDefinition & { readonly labelNames: readonly Label[] },
  ): Histogram<Label> {
    return new Histogram({ ...metric, buckets: DURATION_BUCKETS, registers: [this.registry] });
  }

  /** Registers a gauge whose value is read at each scrape. */
  private gauge<Label extends string>(
    metric: MetricDefinition & { readonly labelNames: readonly Label[] },
    read: (gauge: Gauge<Label>) => void,
  ): void {
    const gauge: Gauge<Label> = new Gauge({ ...metric, registers: [this.registry], collect: () => read(gauge) });
  }
}

const secondsSince = (started: number): number => (performance.now() - started) / 1_000;

const outcomeOf = (result: AttemptResult): string =>
  'status' in result ? `${Math.floor(result.status / 100)}xx` : result.reason;
