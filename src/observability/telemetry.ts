/** Unvalidated trace context of a request: do not trust it (W3C Trace Context, section 3). */
export interface TraceCarrier {
  readonly traceparent?: unknown;
  readonly tracestate?: unknown;
}

/** Details of a request that only its trace needs, so they are computed only when it is traced. */
export interface CallDescription {
  readonly rpcId: string | number;
  readonly protocolVersion: string | undefined;
  /** From `_meta` of the message (SEP-414). */
  readonly message: TraceCarrier;
  /** From the HTTP request that carried the message. */
  readonly request: TraceCarrier;
}

/** How clients reach this process. */
export type Transport = 'http' | 'stdio';

/** A tool call that begins. */
export interface CallDetails {
  /** Name of a registered tool, so that the number of label values is bounded. */
  readonly tool: string;
  readonly transport: Transport;
  readonly requestId: string;
  readonly describe: () => CallDescription;
}

/** Methods other than `tools/call` that are recorded: those that run code of the application. */
export type RequestMethod = 'resources/read' | 'prompts/get' | 'completion/complete';

/** A request that begins and is not a tool call. */
export interface RequestDetails extends Omit<CallDetails, 'tool'> {
  readonly method: RequestMethod;
  /** Name of a registered resource, template or prompt, so that the number of span names is bounded. */
  readonly name: string;
}

/** The trace of a call. Only the `Telemetry` that created it knows more about it. */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly id: string;
}

/** A tool call or another request of a client that is observed until it ends. */
export interface ObservedCall {
  readonly trace?: Trace | undefined;
  /** Call it once, with `OK`, the code of the error, or `INPUT_REQUIRED` when a person has to confirm first. */
  ended(code: string): void;
}

/** One attempt to send a request to the backend. It contains no data of a caller. */
export interface AttemptDetails {
  readonly method: string;
  /** Path with `{id}` in place of the id. */
  readonly path: string;
  /** How often the request was sent before. */
  readonly resends: number;
  /** The backend. `path` is appended to `basePath`. */
  readonly server: {
    readonly origin: string;
    readonly basePath: string;
    readonly address: string;
    readonly port: number;
  };
}

/** The result of an attempt: the status of the response, or the reason why there is none. */
export type AttemptResult = { readonly status: number } | { readonly reason: string };

/** An attempt that is observed until it ends. */
export interface ObservedAttempt {
  /** Headers for the backend, so that it can continue the trace. */
  readonly headers: Readonly<Record<string, string>>;
  ended(result: AttemptResult): void;
}

/** Values that are read at each scrape of the metrics. */
export interface Gauges {
  readonly backendRunning: number;
  readonly backendQueued: number;
  readonly breaker: 'closed' | 'open' | 'half_open';
}

/** The metrics as text for a scrape. */
export interface MetricsPage {
  readonly contentType: string;
  text(): Promise<string>;
}

const NOOP_CALL: ObservedCall = Object.freeze({ ended: () => undefined });
const NOOP_ATTEMPT: ObservedAttempt = Object.freeze({ headers: Object.freeze({}), ended: () => undefined });

/**
 * Receives the events that metrics and traces are made of. This base class ignores them, so that a process without metrics
 * and traces pays for neither. `startTelemetry` provides a subclass that records them.
 */
export class Telemetry {
  /** The metrics, if they are recorded. */
  readonly page: MetricsPage | undefined;

  callStarted(_details: CallDetails): ObservedCall {
    return NOOP_CALL;
  }

  requestStarted(_details: RequestDetails): ObservedCall {
    return NOOP_CALL;
  }

  attemptStarted(_details: AttemptDetails, _trace?: Trace): ObservedAttempt {
    return NOOP_ATTEMPT;
  }

  /** A request to the backend was not sent, because the breaker is open or the queue is full. */
  notSent(_reason: 'circuit_open' | 'overloaded'): void {}

  /** A request to this server was rejected. The reason must come from a closed set. */
  rejected(_reason: string): void {}

  /** Registers the function that reads a gauge at each scrape. */
  registerGauge<Gauge extends keyof Gauges>(_gauge: Gauge, _read: () => Gauges[Gauge]): void {}
}
