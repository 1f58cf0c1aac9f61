/**
 * Calls the listener once, when the client cancels a call or goes away, or at once when it already has. The signals of the
 * call are aborted with the reason. Only few layers of a call need an `AbortSignal`, and a callback costs less.
 */
export type OnCancel = (listener: (reason: unknown) => void) => void;

/** The `OnCancel` of a call whose client cancels it through an `AbortSignal`. */
export const onCancelFrom =
  (signal: AbortSignal): OnCancel =>
  (listener) => {
    if (signal.aborted) listener(signal.reason);
    else signal.addEventListener('abort', () => listener(signal.reason), { once: true });
  };
