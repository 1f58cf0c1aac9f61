import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import {
  Telemetry,
  type AttemptFacts,
  type AttemptResult,
  type CallFacts,
  type Gauges,
  type MetricsPage,
  type ObservedAttempt,
  type ObservedCall,
  type RequestFacts,
} from '../telemetry.js';
import { DURATION_BUCKETS, FIGURES, LEFT_OUT, type Figure } from './figures.js';

const BREAKER_STATES: readonly Gauges['breaker'][] = ['closed', 'open', 'half_open'];

/** Figures of one process in a registry of its own. Loaded only where they are wanted. */
export class PrometheusMetrics extends Telemetry {
  private readonly registry = new Registry();
  private readonly calls = this.counter(FIGURES.toolCalls);
  private readonly callDuration = this.histogram(FIGURES.toolCallDuration);
  private readonly requests = this.counter(FIGURES.requests);
  private readonly requestDuration = this.histogram(FIGURES.requestDuration);
  private readonly attempts = this.counter(FIGURES.backendAttempts);
  private readonly attemptDuration = this.histogram(FIGURES.backendAttemptDuration);
  private readonly retries = this.counter(FIGURES.backendRetries);
  private readonly withheldRequests = this.counter(FIGURES.backendWithheld);
  private readonly refusedRequests = this.counter(FIGURES.requestsRefused);
  private callsInFlight = 0;

  override readonly page: MetricsPage = {
    contentType: this.registry.contentType,
    text: async () => this.registry.metrics(),
  };

  constructor(version: string) {
    super();
    this.gauge(FIGURES.toolCallsInFlight, (gauge) => gauge.set(this.callsInFlight));
    this.gauge(FIGURES.buildInfo, (gauge) => gauge.set({ version, node: process.version }, 1));
    // Both are counted from the start, so that the first one after it is an increase.
    for (const reason of ['circuit_open', 'overloaded']) this.withheldRequests.inc({ reason }, 0);
    collectDefaultMetrics({ register: this.registry });
    for (const name of LEFT_OUT) this.registry.removeSingleMetric(name);
  }

  override callStarted({ tool }: CallFacts): ObservedCall {
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

  override requestStarted({ method }: RequestFacts): ObservedCall {
    const end = this.requestDuration.startTimer({ method });
    return {
      ended: (code) => {
        this.requests.inc({ method, code });
        end();
      },
    };
  }

  override attemptStarted({ method, resends }: AttemptFacts): ObservedAttempt {
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

  override withheld(reason: string): void {
    this.withheldRequests.inc({ reason });
  }

  override refused(reason: string): void {
    this.refusedRequests.inc({ reason });
  }

  override watch<Name extends keyof Gauges>(name: Name, read: () => Gauges[Name]): void {
    this.gauge(FIGURES[name], (gauge) => {
      const value: number | string = read();
      if (typeof value === 'number') gauge.set(value);
      else for (const state of BREAKER_STATES) gauge.set({ state }, state === value ? 1 : 0);
    });
  }

  private counter<Label extends string>(figure: Figure & { readonly labelNames: readonly Label[] }): Counter<Label> {
    return new Counter({ ...figure, registers: [this.registry] });
  }

  private histogram<Label extends string>(
    figure: Figure & { readonly labelNames: readonly Label[] },
  ): Histogram<Label> {
    return new Histogram({ ...figure, buckets: DURATION_BUCKETS, registers: [this.registry] });
  }

  /** A figure that is read when it is asked for. */
  private gauge<Label extends string>(
    figure: Figure & { readonly labelNames: readonly Label[] },
    read: (gauge: Gauge<Label>) => void,
  ): void {
    const gauge: Gauge<Label> = new Gauge({ ...figure, registers: [this.registry], collect: () => read(gauge) });
  }
}

const secondsSince = (started: number): number => (performance.now() - started) / 1_000;

const outcomeOf = (result: AttemptResult): string =>
  'status' in result ? `${Math.floor(result.status / 100)}xx` : result.reason;
