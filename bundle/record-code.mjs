// Runs the built program as its users do, up to the response of a call, and keeps the code that V8 has compiled.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const LONGEST_MS = 60_000;
const RECORDER = fileURLToPath(new URL('recorder.mjs', import.meta.url));

const SETTINGS = {
  ORVION_MCP_SANDBOX_DATABASE: ':memory:',
  ORVION_MCP_LISTEN_PORT: '0',
  ORVION_MCP_DRAIN_DELAY_MS: '0',
  ORVION_MCP_METRICS: 'true',
  // A busy machine must not make the server shed the call that is recorded.
  ORVION_MCP_MAX_EVENT_LOOP_DELAY_MS: '60000',
};

const CLIENT = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'build', version: '1' } };
const MESSAGES = [
  { id: 1, method: 'initialize', params: CLIENT },
  { id: 2, method: 'tools/list' },
  // Not served by the fast path, so that the SDK is loaded too.
  { id: 3, method: 'ping' },
  { id: 4, method: 'tools/call', params: { name: 'list_invoices', arguments: {} } },
].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));

/** Thrown when the program does not start; its message has what the program wrote about that. */
export class StartFault extends Error {}

/**
 * Writes the code caches of both transports beside the chunks. Each run starts with the cache of the previous one. Throws a
 * `StartFault` when the program does not start with these settings.
 */
export async function recordCode(settings = SETTINGS) {
  await run('http', callOverHttp, settings);
  await run('stdio', callOverStdio, settings);
}

async function run(command, call, settings) {
  const env = { PATH: process.env.PATH ?? '', HOME: tmpdir(), NODE_ENV: 'production', ...settings };
  const options = { env, stdio: 'pipe', timeout: LONGEST_MS, killSignal: 'SIGKILL' };
  const child = spawn(process.execPath, [RECORDER, command, '--sandbox'], options);
  const ended = once(child, 'close');
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  // A program that does not start reads nothing.
  child.stdin.on('error', () => undefined);
  const answer = await call(child, () => said);
  child.stdin.end();
  if (command === 'http') child.kill('SIGTERM');
  const [code] = await ended;
  if (answer === undefined) throw new StartFault(`The program that was built does not start:\n${said.trim()}`);
  if (code !== 0 || !answer.includes('"ok":true'))
    throw new Error(`${command} did not answer (${code}):\n${answer}\n${said}`);
}

async function callOverHttp(child, said) {
  const endpoint = await found(child.stderr, () => /http:\/\/\S+\/mcp/.exec(said())?.[0]);
  if (endpoint === undefined) return undefined;
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  let answer;
  for (const body of MESSAGES) answer = await (await fetch(endpoint, { method: 'POST', headers, body })).text();
  return answer;
}

async function callOverStdio(child) {
  let answers = '';
  child.stdout.on('data', (text) => (answers += text));
  for (const message of MESSAGES) child.stdin.write(`${message}\n`);
  return found(child.stdout, () => answers.split('\n').find((line) => line.includes('"id":4')));
}

/** Resolves with what `look` finds as a stream arrives, or with undefined when the stream ends without it. */
async function found(stream, look) {
  while (!look() && !stream.readableEnded) await Promise.race([once(stream, 'data'), once(stream, 'end')]);
  return look();
}
