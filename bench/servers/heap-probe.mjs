// Loaded before a server by `--import`, beside `--expose-gc`: on SIGUSR2 it collects garbage and writes how much of the
// heap is in use then. The server knows nothing of it.
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const FILE = process.env.BENCH_HEAP_FILE;

process.on('SIGUSR2', () => void look());

async function look() {
  // More than once, as what finalizers let go of is found the next time.
  for (let time = 0; time < 3; time += 1) {
    globalThis.gc();
    await pause(50);
  }
  writeFileSync(`${FILE}.part`, String(process.memoryUsage().heapUsed));
  renameSync(`${FILE}.part`, FILE);
}
