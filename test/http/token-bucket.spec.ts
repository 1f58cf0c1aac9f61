import * as fc from 'fast-check';
import { LocalBuckets } from '../../src/transports/http/limits/local-buckets.js';
import { TokenBucket } from '../../src/transports/http/limits/token-bucket.js';

/** Buckets on a clock that the test turns. */
function bucketsAt(perSecond: number, burst: number, maxCallers?: number) {
  const clock = { now: 0 };
  const buckets = new LocalBuckets(new TokenBucket({ perSecond, burst }), () => clock.now, maxCallers);
  const isTaken = (caller = 'a'): boolean => buckets.take(caller) === 0;
  return { clock, buckets, isTaken };
}

test('a quiet caller has the whole burst, then a token each time one has come back', () => {
  const { clock, buckets, isTaken } = bucketsAt(2, 3);
  expect([1, 2, 3, 4].map(() => isTaken())).toEqual([true, true, true, false]);
  expect(buckets.take('a')).toBeCloseTo(500);
  clock.now = 499;
  expect(isTaken()).toBe(false);
  clock.now = 500;
  expect([isTaken(), isTaken()]).toEqual([true, false]);
  clock.now = 1_000_000;
  expect([1, 2, 3, 4].map(() => isTaken())).toEqual([true, true, true, false]);
});

test('refused calls cost nothing, and callers do not share', () => {
  const { clock, isTaken } = bucketsAt(1, 1);
  expect(isTaken('a')).toBe(true);
  for (let call = 0; call < 100; call += 1) expect(isTaken('a')).toBe(false);
  expect(isTaken('b')).toBe(true);
  clock.now = 1_000;
  expect(isTaken('a')).toBe(true);
});

test('whatever the limits and the times of calls are, the bound holds, and the wait that is told is enough', () => {
  const limits = fc.record({
    perSecond: fc.double({ min: 0.1, max: 1e6, noNaN: true }),
    burst: fc.integer({ min: 1, max: 200 }),
    start: fc.double({ min: 0, max: 1e9, noNaN: true }),
    // In times of a token, so that bounds are met often.
    steps: fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 400 }),
  });
  fc.assert(
    fc.property(limits, ({ perSecond, burst, start, steps }) => {
      const { clock, buckets } = bucketsAt(perSecond, burst);
      clock.now = start;
      let taken = 0;
      for (const step of steps) {
        clock.now += (step * 1_000) / perSecond;
        const wait = buckets.take('a');
        if (wait === 0) taken += 1;
        expect(taken).toBeLessThanOrEqual(burst + ((clock.now - start) / 1_000) * perSecond + 0.01 * steps.length);
        if (wait === 0) continue;
        // Less than a token's time, as one that is owed is always on its way.
        expect(wait).toBeLessThanOrEqual((1_000 / perSecond) * 1.001);
        clock.now += wait;
        expect(buckets.take('a')).toBe(0);
        taken += 1;
      }
      // Nobody is given less than the rate either: what was rejected was more than the bound.
      expect(taken).toBeGreaterThanOrEqual(Math.min(burst, steps.length));
    }),
    { numRuns: 300 },
  );
});

test('a flood of callers takes a bounded number of places, and does not free those who are kept waiting', () => {
  const { buckets, isTaken } = bucketsAt(1, 1, 1_000);
  const greedy = [isTaken('greedy')];
  let largest = 0;
  for (let caller = 0; caller < 50_000; caller += 1) {
    buckets.take(`caller ${caller}`);
    if (caller % 100 === 0) greedy.push(isTaken('greedy'));
    largest = Math.max(largest, buckets.size);
  }
  expect(greedy.filter(Boolean)).toEqual([true]);
  expect(largest).toBe(1_000);
});
