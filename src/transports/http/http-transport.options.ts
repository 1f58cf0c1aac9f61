/** What one caller, and all together, may ask of this process. */
export interface LimitOptions {
  /** Calls under way at once. */
  readonly inFlight: number;
  /** Delay of the event loop, in milliseconds, from which calls are turned away. */
  readonly eventLoopDelayMs: number;
  /** Calls of one caller: in the long run, and at once after a quiet time. The address of Redis may hold a password. */
  readonly rate: {
    readonly perSecond: number;
    readonly burst: number;
    readonly redisUrl?: { reveal(): string } | undefined;
  };
}

/** How long the end of the process takes, in milliseconds. */
export interface DrainOptions {
  /** Calls are still taken for so long after SIGTERM, for load balancers to notice. */
  readonly delayMs: number;
  /** What running calls then get to end by themselves. */
  readonly deadlineMs: number;
}

/** Who may talk to the endpoint, how much, and what happens to calls at the end. */
export interface HttpTransportOptions {
  /** Names of this server besides the loopback ones, as they stand in `Host`. */
  readonly allowedHosts: readonly string[];
  /** Origins of web pages besides loopback ones, exact. */
  readonly allowedOrigins: readonly string[];
  /** Addresses and networks of proxies that are believed what they say of the caller. */
  readonly trustedProxies: readonly string[];
  readonly limits: LimitOptions;
  readonly drain: DrainOptions;
}

export const HTTP_TRANSPORT_OPTIONS = Symbol('transports:http');
