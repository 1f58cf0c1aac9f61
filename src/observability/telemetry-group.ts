import {
  Telemetry,
  type AttemptDetails,
  type CallDetails,
  type Gauges,
  type MetricsPage,
  type ObservedAttempt,
  type ObservedCall,
  type RequestDetails,
  type Trace,
} from './telemetry.js';

/** Passes every event on to several parts, such as metrics and traces. */
export class TelemetryGroup extends Telemetry {
  override readonly page: MetricsPage | undefined;

  constructor(private readonly parts: readonly Telemetry[]) {
    super();
    this.page = parts.find(({ page }) => page)?.page;
  }

  override callStarted(details: CallDetails): ObservedCall {
    return together(this.parts.map((part) => part.callStarted(details)));
  }

  override requestStarted(details: RequestDetails): ObservedCall {
    return together(this.parts.map((part) => part.requestStarted(details)));
  }

  override attemptStarted(details: AttemptDetails, trace?: Trace): ObservedAttempt {
    const attempts = this.parts.map((part) => part.attemptStarted(details, trace));
    return {
      headers: Object.assign({}, ...attempts.map(({ headers }) => headers)) as Record<string, string>,
      ended: (result) => attempts.forEach((attempt) => attempt.ended(result)),
    };
  }

  override notSent(reason: 'circuit_open' | 'overloaded'): void {
    for (const part of this.parts) part.notSent(reason);
  }

  override rejected(reason: string): void {
    for (const part of this.parts) part.rejected(reason);
  }

  override registerGauge<Gauge extends keyof Gauges>(gauge: Gauge, read: () => Gauges[Gauge]): void {
    for (const part of this.parts) part.registerGauge(gauge, read);
  }
}

const together = (calls: readonly ObservedCall[]): ObservedCall => ({
  trace: calls.find(({ trace }) => trace)?.trace,
  ended: (code) => calls.forEach((call) => call.ended(code)),
});
