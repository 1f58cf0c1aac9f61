// Holds the contract against a backend: npm run test:contract -- --base-url URL --api-key KEY
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const EXIT = { usage: 64, unavailable: 69 };

const [problem, target] = readTarget();
if (problem) stop(EXIT.usage, problem);
if (target) {
  const silence = await whyNotUsable(target);
  if (silence) stop(EXIT.unavailable, silence);
}
say(target ? `running against ${target.baseUrl}` : 'running against the embedded sandbox; --base-url names a backend');
process.exitCode = await runTests(target);

function say(text) {
  process.stderr.write(`test:contract: ${text}\n`);
}

function stop(code, text) {
  say(text);
  process.exit(code);
}

/** What is wrong with the command line, or which backend it names; neither means the embedded sandbox. */
function readTarget() {
  try {
    const { values } = parseArgs({ options: { 'base-url': { type: 'string' }, 'api-key': { type: 'string' } } });
    const baseUrl = values['base-url']?.replace(/\/+$/, '');
    // The variable keeps a key out of the shell's history.
    const apiKey = values['api-key'] ?? (baseUrl && process.env.CONTRACT_API_KEY);
    if (!baseUrl && !apiKey) return [];
    if (!baseUrl)
      return ['--base-url is missing: the address with its version prefix, such as http://localhost:8000/v1'];
    if (!apiKey) return ['--api-key is missing: give it, or set CONTRACT_API_KEY'];
    if (!/^https?:$/.test(new URL(baseUrl).protocol)) throw new Error('another protocol');
    return [undefined, { baseUrl, apiKey }];
  } catch (thrown) {
    const isArgument = thrown?.code?.startsWith('ERR_PARSE_ARGS');
    return [isArgument ? thrown.message.split('\n')[0] : '--base-url is no address, such as http://localhost:8000/v1'];
  }
}

/** One question before hundreds of tests fail for one reason. */
async function whyNotUsable({ baseUrl, apiKey }) {
  const url = `${baseUrl}/invoices?limit=1`;
  try {
    const { status } = await fetch(url, { headers: { authorization: `Bearer ${apiKey}` }, redirect: 'manual' });
    return status === 200 ? undefined : `GET ${url} answers ${status}; check the base URL's version prefix and the key`;
  } catch (thrown) {
    return `nothing answers at ${baseUrl} (${thrown.cause?.code ?? thrown.cause?.message ?? thrown.message})`;
  }
}

async function runTests(to) {
  const { CONTRACT_BASE_URL: _url, CONTRACT_API_KEY: _key, ...env } = process.env;
  if (to) Object.assign(env, { CONTRACT_BASE_URL: to.baseUrl, CONTRACT_API_KEY: to.apiKey });
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const args = [jest, '--config', 'test/jest.config.mjs', 'test/contract'];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
