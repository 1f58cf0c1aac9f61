// Processes of a run. None of them outlives it, however it ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startedOn } from './cores.mjs';

const STOP_MS = 5_000;

const running = new Set();

/** Folder for what a run leaves on the disk while it lasts: the logs of the servers, mainly. */
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

/** Ends the run, whatever it is doing, when it takes longer than it may. */
export function endAfter(seconds) {
  setTimeout(() => {
    process.stderr.write(`The run took longer than ${seconds} s and was ended\n`);
    process.exit(1);
  }, seconds * 1000).unref();
}

/**
 * Starts a program on a core. What it says on stderr goes to a file, as that of a service in production goes to a
 * collector: each line costs it a write.
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
  // A server that dies is noticed by the load; a write to it must not end the run before that is told.
  child.stdin?.on('error', () => undefined);
  return child;
}

/** Starts a Node program in the same way. */
export const startNode = (args, options) => startProgram(process.execPath, args, options);

/** Stops a process as an operator does, and by force when that does not help. */
export async function stop(child) {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
