import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { temporaryFolder } from '../harness/temporary-folder.mjs';

const exec = promisify(execFile);

/** The last line of versions whose command line runs on Node 20. It says it wants 22, for its web page. */
const INSPECTOR = '@modelcontextprotocol/inspector@1.0.3';

const CALL_MS = 60_000;

/**
 * Fetches the Inspector and returns how to send one request with it: the parsed result, or an exception with what the
 * Inspector said.
 */
export async function fetchInspector() {
  const { stdout } = await exec('npx', ['-y', '-p', INSPECTOR, '-c', 'command -v mcp-inspector']);
  // A folder without a `.env` of ours.
  const options = { cwd: temporaryFolder('inspector'), timeout: CALL_MS };
  return async (target, method, ...args) => {
    const response = await exec(stdout.trim(), ['--cli', ...target, '--method', method, ...args], options);
    return JSON.parse(response.stdout);
  };
}
