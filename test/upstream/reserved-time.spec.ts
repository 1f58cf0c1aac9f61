import { CancellationSource } from '../../src/cancellation/cancellation-source.js';
import { pause, withReserve } from '../../src/upstream/reserved-time.js';

const LONG_MS = 60_000;

test.each([
  { when: 'ends with the call that waits', abortFirst: false },
  { when: 'does not begin when the call is over', abortFirst: true },
])('a wait $when', async ({ abortFirst }) => {
  const end = new CancellationSource();
  const started = performance.now();
  if (abortFirst) end.abort('gone');
  const waiting = pause(LONG_MS, end);
  if (!abortFirst) end.abort('gone');
  await waiting;
  expect(performance.now() - started).toBeLessThan(LONG_MS / 10);
});

test('a request with less time than its call ends with the call, and for the same reason', () => {
  const cancellation = new CancellationSource();
  const deadline = performance.now() + LONG_MS;
  const { scope, release } = withReserve({ cancellation, deadline, requestId: 'r' }, 0.25);
  expect(scope.cancellation.aborted).toBe(false);
  expect(scope.deadline).toBeLessThan(deadline - LONG_MS / 5);
  cancellation.abort('gone');
  expect(scope.cancellation).toMatchObject({ aborted: true, reason: 'gone' });
  release();
});

test('a request with less time than its call is not begun when the call is over already', () => {
  const cancellation = new CancellationSource();
  cancellation.abort('gone');
  const { scope, release } = withReserve({ cancellation, deadline: LONG_MS, requestId: 'r' }, 0.25);
  release();
  expect(scope.cancellation).toMatchObject({ aborted: true, reason: 'gone' });
});
