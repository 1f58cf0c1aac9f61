/** Limits on the load that one caller, and all callers together, may put on this process. */
export interface LimitOptions {
  /** Most calls in flight at once. */
  readonly inFlight: number;
  /** Delay of the event loop, in milliseconds, from which calls are rejected. */
  readonly eventLoopDelayMs: number;
  /** Calls of one caller: sustained, and at once after a pause. `redisUrl` is secret, as it may hold a password. */
  readonly rate: {
    readonly perSecond: number;
    readonly burst: number;
    readonly redisUrl?: { reveal(): string } | undefined;
  };
}

/** How long the shutdown may take, in milliseconds. */
export interface DrainOptions {
  /** How long calls are still accepted after SIGTERM, so that load balancers can notice. */
  readonly delayMs: number;
  /** How long running calls may then take to finish. */
  readonly deadlineMs: number;
}

/** Options of the HTTP transport: who may call, how much, and how it shuts down. */
export interface HttpTransportOptions {
  /** Names of this server in `Host`, besides loopback names. */
  readonly allowedHosts: readonly string[];
  /** Exact origins of web pages that may call, besides loopback origins. */
  readonly allowedOrigins: readonly string[];
  /** Addresses and networks of proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  readonly limits: LimitOptions;
  readonly drain: DrainOptions;
}

/** Injection token of the `HttpTransportOptions`. */
export const HTTP_TRANSPORT_OPTIONS = Symbol('transports:http');
