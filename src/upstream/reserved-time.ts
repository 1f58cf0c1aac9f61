import { CancellationSource } from '../cancellation/cancellation-source.js';
import type { UpstreamScope } from './upstream.types.js';

/** The same scope with a share of its remaining time taken off. `release` is to be called when the request has ended. */
export function withReserve(scope: UpstreamScope, share: number): { scope: UpstreamScope; release: () => void } {
  const now = performance.now();
  const remainingMs = Math.max(0, Math.floor((scope.deadline - now) * (1 - share)));
  const { cancellation: whole, requestId, credential, trace } = scope;
  const cancellation = new CancellationSource();
  const end = (): void => cancellation.abort(whole.reason);
  // A call that was over before tells nobody any more, and a step must not be taken for it.
  if (whole.aborted) end();
  whole.addEventListener('abort', end);
  const timer = setTimeout(
    () => cancellation.abort(new DOMException('The time for this request is over', 'TimeoutError')),
    remainingMs,
  );
  return {
    scope: { cancellation, deadline: now + remainingMs, requestId, credential, trace },
    release: () => {
      clearTimeout(timer);
      whole.removeEventListener('abort', end);
    },
  };
}

/** Waits for so many milliseconds, or until the call is over. */
export async function pause(ms: number, cancellation: UpstreamScope['cancellation']): Promise<void> {
  if (cancellation.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      cancellation.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    cancellation.addEventListener('abort', end);
  });
}
