const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What shells expect of a process that a signal ended: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** The reason with which `stopSignal` is aborted. */
export type StopReason = (typeof SIGNALS)[number];

/**
 * Aborted at the first request to stop, with the name of the signal as the reason. A second one ends the process at
 * once, for whoever does not want to wait for calls in flight.
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
