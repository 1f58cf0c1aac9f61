import { CancellationSource } from '../cancellation/cancellation-source.js';
import type { UpstreamScope } from './upstream.types.js';

/** Derives a scope that leaves a share of the remaining time unused. Call `release` when the request has ended. */
export function withReserve(scope: UpstreamScope, share: number): { scope: UpstreamScope; release: () => void } {
  const now = performance.now();
  const remainingMs = Math.max(0, Math.floor((scope.deadline - now) * (1 - share)));
  const { cancellation: parent, requestId, credential, trace } = scope;
  const cancellation = new CancellationSource();
  const onAbort = (): void => cancellation.abort(parent.reason);
  // An aborted signal fires no further event, and nothing must be sent for a canceled call.
  if (parent.aborted) onAbort();
  parent.addEventListener('abort', onAbort);
  const timer = setTimeout(
    () => cancellation.abort(new DOMException('The time for this request has run out', 'TimeoutError')),
    remainingMs,
  );
  return {
    scope: { cancellation, deadline: now + remainingMs, requestId, credential, trace },
    release: () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', onAbort);
    },
  };
}

/** Waits for the given time, or until the call is canceled. */
export async function pause(ms: number, cancellation: UpstreamScope['cancellation']): Promise<void> {
  if (cancellation.aborted) return;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      cancellation.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    cancellation.addEventListener('abort', finish);
  });
}
