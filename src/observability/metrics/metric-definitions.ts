/** Definition of a Prometheus metric. */
export interface MetricDefinition {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly type: 'counter' | 'gauge' | 'histogram';
}

/** Histogram buckets in seconds, from the response of a near backend to the longest usual budget of a call. */
export const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Default metrics of prom-client that are left out: Prometheus reserves the ending `_total` for counters, and these are gauges. */
export const EXCLUDED_METRICS = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/**
 * All metrics of this server. Names and units follow the conventions of Prometheus, and labels have values from closed sets
 * only. The documentation prints this list.
 */
export const METRICS = {
  toolCalls: {
    type: 'counter',
    name: 'mcp_server_tool_calls_total',
    help: 'Tool calls that have ended, by tool and by OK, INPUT_REQUIRED or the code of the error',
    labelNames: ['tool', 'code'],
  },
  toolCallDuration: {
    type: 'histogram',
    name: 'mcp_server_tool_call_duration_seconds',
    help: 'Time from the start of a tool call to its result',
    labelNames: ['tool'],
  },
  toolCallsInFlight: {
    type: 'gauge',
    name: 'mcp_server_tool_calls_in_flight',
    help: 'Tool calls under way',
    labelNames: [],
  },
  requests: {
    type: 'counter',
    name: 'mcp_server_requests_total',
    help: 'Resources read, prompts and completions answered, by method and by OK or the code of the error',
    labelNames: ['method', 'code'],
  },
  requestDuration: {
    type: 'histogram',
    name: 'mcp_server_request_duration_seconds',
    help: 'Time from the start of such a request to its answer',
    labelNames: ['method'],
  },
  requestsRejected: {
    type: 'counter',
    name: 'mcp_server_requests_refused_total',
    help: 'Requests turned away before anything was done for them, by reason',
    labelNames: ['reason'],
  },
  backendAttempts: {
    type: 'counter',
    name: 'mcp_server_backend_attempts_total',
    help: 'Requests sent to the backend, by method and by class of the status or reason why there was no answer',
    labelNames: ['method', 'outcome'],
  },
  backendAttemptDuration: {
    type: 'histogram',
    name: 'mcp_server_backend_attempt_duration_seconds',
    help: 'Time from sending a request to the backend to the end of its answer',
    labelNames: ['method'],
  },
  backendRetries: {
    type: 'counter',
    name: 'mcp_server_backend_retries_total',
    help: 'Requests sent to the backend again',
    labelNames: ['method'],
  },
  backendNotSent: {
    type: 'counter',
    name: 'mcp_server_backend_requests_withheld_total',
    help: 'Requests not sent to the backend because the circuit breaker was open or the queue was full',
    labelNames: ['reason'],
  },
  backendRunning: {
    type: 'gauge',
    name: 'mcp_server_backend_requests_in_flight',
    help: 'Requests to the backend under way',
    labelNames: [],
  },
  backendQueued: {
    type: 'gauge',
    name: 'mcp_server_backend_requests_queued',
    help: 'Requests to the backend that wait for their turn',
    labelNames: [],
  },
  breaker: {
    type: 'gauge',
    name: 'mcp_server_backend_breaker_state',
    help: 'State of the circuit breaker: 1 for the present one, 0 for the others',
    labelNames: ['state'],
  },
  buildInfo: {
    type: 'gauge',
    name: 'mcp_server_build_info',
    help: 'Always 1; the labels tell which build runs',
    labelNames: ['version', 'node'],
  },
} as const satisfies Record<string, MetricDefinition>;
