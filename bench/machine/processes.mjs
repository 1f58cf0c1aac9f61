// Processes of a run. None outlives the run, however it ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startedOn } from './cores.mjs';

const STOP_MS = 5_000;

const running = new Set();

/** Temporary folder of a run, mainly for the logs of the servers. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'orvion-bench-'));

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(FOLDER, { recursive: true, force: true });
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])
  process.once(signal, () => process.exit(code));

/** Ends the run when it exceeds its time limit. */
export function endAfter(seconds) {
  setTimeout(() => {
    process.stderr.write(`The run took longer than ${seconds} s and was ended\n`);
    process.exit(1);
  }, seconds * 1000).unref();
}

/**
 * Starts a program on a core. Its stderr goes to a file, as in production it goes to a collector: each line costs a
 * write.
 */
export function startProgram(program, args, { place, env = {}, stdio = false, log = 'server.log' }) {
  const file = openSync(join(FOLDER, log), 'w');
  const [command, ...before] = startedOn(place);
  const child = spawn(command, [...before, program, ...args], {
    cwd: FOLDER,
    env: { PATH: process.env.PATH ?? '', HOME: FOLDER, NODE_ENV: 'production', ...env },
    stdio: [stdio ? 'pipe' : 'ignore', stdio ? 'pipe' : file, file],
  });
  closeSync(file);
  running.add(child);
  child.once('exit', () => running.delete(child));
  // The load reports a server that dies; a failed write to it must not end the run before that.
  child.stdin?.on('error', () => undefined);
  return child;
}

/** Starts a Node program on a core, with stderr in a file. */
export const startNode = (args, options) => startProgram(process.execPath, args, options);

/** Stops a process with SIGTERM, and with SIGKILL when that does not help. */
export async function stop(child) {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
