/**
 * Calls the listener, once at most, when the client cancels a call or goes away; at once when it already has. The reason is
 * what the signals of the call are aborted with. Cheaper than a signal, which only few of the layers of a call look at.
 */
export type OnCancel = (listener: (reason: unknown) => void) => void;

/** The same for a client of which a signal tells. */
export const onCancelFrom =
  (signal: AbortSignal): OnCancel =>
  (listener) => {
    if (signal.aborted) listener(signal.reason);
    else signal.addEventListener('abort', () => listener(signal.reason), { once: true });
  };
