/** What was started, the last first to be closed: a service before the backend that it calls. */
const closers: (() => Promise<unknown>)[] = [];

/** Starts something before the tests of a file or of a `describe`, to be used within them, and closes it after them. */
export function use<T extends { close(): Promise<unknown> }>(start: () => Promise<T>): T {
  let started: T | undefined;
  beforeAll(async () => {
    const resource = await start();
    closers.push(async () => resource.close());
    started = resource;
  });
  afterAll(async () => closers.pop()?.());
  // Stands in for what does not exist yet when the file declares its tests.
  return new Proxy({} as T, {
    get: (_none, name) => {
      if (!started) throw new Error(`${String(name)} is only there within tests`);
      return Reflect.get(started, name);
    },
  });
}
