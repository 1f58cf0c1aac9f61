// Preloaded into a server with `--import` and `--expose-gc`: on SIGUSR2 it collects garbage and writes how much of the heap
// is in use. The server is unchanged.
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const FILE = process.env.BENCH_HEAP_FILE;

process.on('SIGUSR2', () => void look());

async function look() {
  // More than once, as memory released by finalizers is collected the next time.
  for (let time = 0; time < 3; time += 1) {
    globalThis.gc();
    await pause(50);
  }
  writeFileSync(`${FILE}.part`, String(process.memoryUsage().heapUsed));
  renameSync(`${FILE}.part`, FILE);
}
