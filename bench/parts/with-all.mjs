// Runs servers side by side, so that compared measurements are only seconds apart: the speed of a shared machine changes
// by half within a minute.

/** Starts all servers, resolves with the result of `work`, and always stops them. */
export async function withAll(names, start, work) {
  const running = {};
  try {
    for (const name of names) running[name] = await start(name);
    return await work(running);
  } finally {
    await Promise.all(Object.values(running).map(async (server) => server.stop()));
  }
}
