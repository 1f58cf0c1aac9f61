import { ConcurrencyLimit } from '../../src/upstream/concurrency-limit.js';

const OVERFLOW = () => 'overflow';
const LEFT = () => 'left';

const signal = (): AbortSignal => new AbortController().signal;

/** A limit whose one place is taken until `finish` is called. */
function takenLimit() {
  const limit = new ConcurrencyLimit({ limit: 1, queue: 1 });
  const holder = new AbortController();
  const work = async (): Promise<string> =>
    new Promise((resolve) => holder.signal.addEventListener('abort', () => resolve('done')));
  const held = limit.run(work, signal(), OVERFLOW, LEFT);
  return { limit, held, finish: () => holder.abort() };
}

test('a call that waits for its turn leaves when it is called off, though the others go on', async () => {
  const { limit, held, finish } = takenLimit();
  const client = new AbortController();
  let began = false;
  const begin = async (): Promise<string> => {
    began = true;
    return 'done';
  };
  const waiting = limit.run(begin, client.signal, OVERFLOW, LEFT);
  client.abort();
  expect(await waiting).toBe('left');
  finish();
  expect(await held).toBe('done');
  // The place is free again, and the call that left never took it.
  expect(await limit.run(async () => 'next', signal(), OVERFLOW, LEFT)).toBe('next');
  expect(began).toBe(false);
});

test('a call that has begun answers for itself when it is called off', async () => {
  const { limit, held, finish } = takenLimit();
  const client = new AbortController();
  const work = async (): Promise<string> => {
    client.abort();
    return 'carried out';
  };
  const waiting = limit.run(work, client.signal, OVERFLOW, LEFT);
  finish();
  await held;
  expect(await waiting).toBe('carried out');
});
