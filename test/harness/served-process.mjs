import { spawn } from 'node:child_process';
import { once } from 'node:events';

const START_MS = 30_000;
const STOP_MS = 10_000;

/**
 * Starts a Node program that says on stderr where its `/mcp` is, and stops it again whatever happens to the runner.
 * For runners that are plain scripts; tests use the harness written in TypeScript.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: Readonly<Record<string, string>> }} options
 */
export async function startServed(args, { cwd, env = {} }) {
  const child = spawn(process.execPath, args, {
    cwd,
    // Without the wait for a load balancer that is not there.
    env: { PATH: process.env.PATH ?? '', HOME: cwd, ORVION_MCP_DRAIN_DELAY_MS: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(kill, STOP_MS);
    await ended;
    clearTimeout(timer);
    process.off('exit', kill);
  };
  try {
    return { endpoint: await endpointOf(child), stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** @param {import('node:child_process').ChildProcessByStdio<null, null, import('node:stream').Readable>} child */
async function endpointOf(child) {
  let said = '';
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
  try {
    for await (const chunk of child.stderr.iterator({ destroyOnReturn: false })) {
      said += String(chunk);
      const [endpoint] = /http:\/\/\S+\/mcp/.exec(said) ?? [];
      if (endpoint) return endpoint;
    }
  } finally {
    clearTimeout(timer);
    // Whatever else it says is not read, and must not fill the pipe.
    child.stderr.resume();
  }
  throw new Error(`The program ended before it served:\n${said}`);
}
