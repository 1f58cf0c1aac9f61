import {
  Telemetry,
  type AttemptFacts,
  type CallFacts,
  type Gauges,
  type MetricsPage,
  type ObservedAttempt,
  type ObservedCall,
  type RequestFacts,
  type Trace,
} from './telemetry.js';

/** Figures and traces at the same time. */
export class TelemetryGroup extends Telemetry {
  override readonly page: MetricsPage | undefined;

  constructor(private readonly parts: readonly Telemetry[]) {
    super();
    this.page = parts.find(({ page }) => page)?.page;
  }

  override callStarted(facts: CallFacts): ObservedCall {
    return together(this.parts.map((part) => part.callStarted(facts)));
  }

  override requestStarted(facts: RequestFacts): ObservedCall {
    return together(this.parts.map((part) => part.requestStarted(facts)));
  }

  override attemptStarted(facts: AttemptFacts, trace?: Trace): ObservedAttempt {
    const attempts = this.parts.map((part) => part.attemptStarted(facts, trace));
    return {
      headers: Object.assign({}, ...attempts.map(({ headers }) => headers)) as Record<string, string>,
      ended: (result) => attempts.forEach((attempt) => attempt.ended(result)),
    };
  }

  override withheld(reason: 'circuit_open' | 'overloaded'): void {
    for (const part of this.parts) part.withheld(reason);
  }

  override refused(reason: string): void {
    for (const part of this.parts) part.refused(reason);
  }

  override watch<Gauge extends keyof Gauges>(gauge: Gauge, read: () => Gauges[Gauge]): void {
    for (const part of this.parts) part.watch(gauge, read);
  }
}

const together = (calls: readonly ObservedCall[]): ObservedCall => ({
  trace: calls.find(({ trace }) => trace)?.trace,
  ended: (code) => calls.forEach((call) => call.ended(code)),
});
