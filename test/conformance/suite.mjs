import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** The first line of versions that knows 2026-07-28. It needs Node 22, which comes from npm beside it. */
export const SUITE = '@modelcontextprotocol/conformance@0.2.0-alpha.12';
const NODE = 'node@22.23.3';

const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * Fetches the suite and the Node it runs on, and returns how to call it. Fetched once, it starts at once each time.
 *
 * @returns {Promise<(...args: readonly string[]) => Promise<{ code: number, output: string }>>}
 */
export async function fetchSuite() {
  const where = ['-y', '-p', NODE, '-p', SUITE, '-c', 'command -v node; command -v conformance'];
  const { stdout } = await exec('npx', where);
  const [node, conformance] = stdout.trim().split('\n');
  if (!node || !conformance) throw new Error(`npx did not say where the suite is:\n${stdout}`);
  return async (...args) => {
    try {
      const { stdout: output } = await exec(node, [conformance, ...args], { maxBuffer: MAX_OUTPUT });
      return { code: 0, output };
    } catch (thrown) {
      const {
        code,
        stdout: out = '',
        stderr = '',
      } = /** @type {import('node:child_process').ExecFileException} */ (thrown);
      if (typeof code !== 'number') throw thrown;
      return { code, output: `${out}${stderr}` };
    }
  };
}
