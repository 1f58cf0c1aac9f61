import { LightAbort } from '../cancellation/light-abort.js';
import type { UpstreamScope } from './upstream.types.js';

/** The same scope with a share of its remaining time taken off. `release` is to be called when the request has ended. */
export function withReserve(scope: UpstreamScope, share: number): { scope: UpstreamScope; release: () => void } {
  const now = performance.now();
  const remainingMs = Math.max(0, Math.floor((scope.deadline - now) * (1 - share)));
  const { interruption: whole, requestId, credential, trace } = scope;
  const interruption = new LightAbort();
  const end = (): void => interruption.abort(whole.reason);
  // A call that was over before tells nobody any more, and a step must not be taken for it.
  if (whole.aborted) end();
  whole.addEventListener('abort', end);
  const timer = setTimeout(
    () => interruption.abort(new DOMException('The time for this request is over', 'TimeoutError')),
    remainingMs,
  );
  return {
    scope: { interruption, deadline: now + remainingMs, requestId, credential, trace },
    release: () => {
      clearTimeout(timer);
      whole.removeEventListener('abort', end);
    },
  };
}

/** Waits for so many milliseconds, or until the call is over. */
export async function pause(ms: number, interruption: UpstreamScope['interruption']): Promise<void> {
  if (interruption.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      interruption.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    interruption.addEventListener('abort', end);
  });
}
