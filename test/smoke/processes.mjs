// Processes under test. None of them outlives the check.
import { spawn } from 'node:child_process';

const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a process. */
export function start(program, args, options) {
  const child = spawn(program, args, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Resolves with the address of the endpoint once the service has said it. */
export async function endpointOf({ stderr }) {
  let text = '';
  // The service goes on writing to it, so it must not be destroyed on return.
  for await (const chunk of stderr.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    text += chunk;
    const [endpoint] = /http:\/\/\S+\/mcp/.exec(text) ?? [];
    if (endpoint) {
      stderr.resume();
      return endpoint;
    }
  }
  throw new Error(`ended without saying where:\n${text}`);
}
