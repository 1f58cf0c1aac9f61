/** Trace context as it comes in with a request, unread and not to be trusted (W3C Trace Context, section 3). */
export interface TraceCarrier {
  readonly traceparent?: unknown;
  readonly tracestate?: unknown;
}

/** What only a trace wants to know of a call; asked for when there is one. */
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

/** A tool call that begins. The tool is one of the registry's, so there are as many names as there are tools. */
export interface CallDetails {
  readonly tool: string;
  readonly transport: Transport;
  readonly requestId: string;
  readonly describe: () => CallDescription;
}

/** What clients ask for besides tool calls, and what costs something to answer. */
export type RequestMethod = 'resources/read' | 'prompts/get' | 'completion/complete';

/** Such a request that begins. The name is one of the registries', so there are as many as there are things to ask for. */
export interface RequestDetails extends Omit<CallDetails, 'tool'> {
  readonly method: RequestMethod;
  readonly name: string;
}

/** The trace that a call belongs to. What else there is to it is known to the one who made it. */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly id: string;
}

/** A tool call, or another request, under way. */
export interface ObservedCall {
  readonly trace?: Trace | undefined;
  /** `OK`, `INPUT_REQUIRED` when a person is asked first, or the code of the error. */
  ended(code: string): void;
}

/** A request that is sent to the backend, for the first time or again. It holds nothing that came from a caller. */
export interface AttemptDetails {
  readonly method: string;
  /** Path with `{id}` in place of what came from outside. */
  readonly path: string;
  /** How often the same request was sent before. */
  readonly resends: number;
  /** Where it goes. The path above is appended to the base path. */
  readonly server: {
    readonly origin: string;
    readonly basePath: string;
    readonly address: string;
    readonly port: number;
  };
}

/** How an attempt ended: with an answer, or with the reason why there is none. */
export type AttemptResult = { readonly status: number } | { readonly reason: string };

/** An attempt under way. */
export interface ObservedAttempt {
  /** Sent along, so that the backend can go on with the trace. */
  readonly headers: Readonly<Record<string, string>>;
  ended(result: AttemptResult): void;
}

/** State that is there anyway, read when somebody asks for figures. */
export interface Gauges {
  readonly backendRunning: number;
  readonly backendQueued: number;
  readonly breaker: 'closed' | 'open' | 'half_open';
}

/** Figures as text, for whoever scrapes them. */
export interface MetricsPage {
  readonly contentType: string;
  text(): Promise<string>;
}

const NOOP_CALL: ObservedCall = Object.freeze({ ended: () => undefined });
const NOOP_ATTEMPT: ObservedAttempt = Object.freeze({ headers: Object.freeze({}), ended: () => undefined });

/**
 * What the parts of the program tell of their work to whoever measures or traces it. By itself it forgets everything, so
 * that a process without figures and traces pays for neither; `startTelemetry` puts one in its place that does not.
 */
export class Telemetry {
  /** The figures, when they are kept. */
  readonly page: MetricsPage | undefined;

  callStarted(_facts: CallDetails): ObservedCall {
    return NOOP_CALL;
  }

  requestStarted(_facts: RequestDetails): ObservedCall {
    return NOOP_CALL;
  }

  attemptStarted(_facts: AttemptDetails, _trace?: Trace): ObservedAttempt {
    return NOOP_ATTEMPT;
  }

  /** A request to the backend that was not sent: the breaker is open, or the queue is full. */
  notSent(_reason: 'circuit_open' | 'overloaded'): void {}

  /** A request to this server that was turned away. The reason is one of a closed set. */
  rejected(_reason: string): void {}

  /** Names where a figure can be read. */
  registerGauge<Gauge extends keyof Gauges>(_gauge: Gauge, _read: () => Gauges[Gauge]): void {}
}
