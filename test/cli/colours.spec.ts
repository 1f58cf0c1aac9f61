import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cleanEnvironment, ENTRY, type Variables } from '../harness/program.js';
import { waitFor } from '../harness/wait-for.js';

jest.setTimeout(30_000);

const BOLD = '\u001b[1m';
const GREEN = '\u001b[32m';
const ESCAPE = '\u001b';
const VERDICT = 'clock     agrees';

/** The program in a terminal of its own, which `script` makes, until it has shown a text; gives what the terminal got. */
async function inTerminal(args: readonly string[], until: string, variables: Variables = {}): Promise<string> {
  const command = [process.execPath, ENTRY, ...args];
  const options =
    process.platform === 'darwin' ? ['-q', '/dev/null', ...command] : ['-qec', command.join(' '), '/dev/null'];
  const env = cleanEnvironment({ TERM: 'xterm-256color', SHELL: '/bin/sh', ORVION_MCP_LISTEN_PORT: '0', ...variables });
  const terminal = spawn('script', options, { env, cwd: env.HOME, stdio: 'pipe' });
  let shown = '';
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  // A command that is done may be gone before it is told to stop.
  terminal.stdin.on('error', () => undefined);
  const closed = once(terminal, 'close');
  await waitFor(() => shown.includes(until));
  terminal.stdin.end('\u0003');
  await closed;
  return shown;
}

test('a person sees the names of the tools stand out', async () => {
  const shown = await inTerminal(['tools'], 'mark_invoice_paid');
  expect(shown).toContain(`${BOLD}create_invoice`);
  expect(shown).not.toContain('inputSchema');
});

test('a person sees the address in the banner stand out, and Ctrl+C ends it', async () => {
  const shown = await inTerminal(['http', '--sandbox'], 'Ctrl+C');
  expect(shown).toContain(`${BOLD}http://127.0.0.1:`);
});

test('a person sees the findings of the doctor in colours', async () => {
  const shown = await inTerminal(['doctor', '--sandbox'], VERDICT);
  expect(shown).toContain(`${GREEN}ok       ${ESCAPE}`);
});

test('findings that go to a file have no colours, whoever watches', async () => {
  expect(await inTerminal(['doctor', '--sandbox', '|', 'cat'], VERDICT)).not.toContain(ESCAPE);
});

test('under NO_COLOR nothing is coloured', async () => {
  expect(await inTerminal(['tools'], 'mark_invoice_paid', { NO_COLOR: '1' })).not.toContain(ESCAPE);
});
