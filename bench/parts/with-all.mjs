// Servers that run side by side, so that what is compared is measured within seconds of each other: the speed of a shared
// machine changes by half within a minute.

/** Starts all servers, resolves with what the work makes of them, and stops them, whatever happened. */
export async function withAll(names, start, work) {
  const running = {};
  try {
    for (const name of names) running[name] = await start(name);
    return await work(running);
  } finally {
    await Promise.all(Object.values(running).map(async (server) => server.stop()));
  }
}
