const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** The exit code that shells expect after a signal: 128 plus the number of SIGINT. */
const INTERRUPTED = 130;

/** The abort reason of `stopSignal()`. */
export type StopReason = (typeof SIGNALS)[number];

/**
 * Returns an `AbortSignal` that aborts at the first SIGINT, SIGTERM or SIGHUP, with its name as the reason. A second one
 * exits at once, without waiting for calls in flight.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(INTERRUPTED);
      controller.abort(signal satisfies StopReason);
    });
  }
  return controller.signal;
}
