const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What shells expect of a process that a signal ended: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/**
 * Aborted at the first request to stop. A second one ends the process at once, for whoever does not want to wait for
 * calls in flight.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(INTERRUPTED);
      controller.abort();
    });
  }
  return controller.signal;
}
