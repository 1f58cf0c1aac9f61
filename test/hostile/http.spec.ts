import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { callTool, inParallel } from '../harness/agent.js';
import { MCP_HEADERS, modernHeaders } from '../harness/messages.js';
import { startHttpProgram } from '../harness/program.js';
import { CLIENT_ERRORS, hostileInputs, INTERNALS, LEGACY_REJECTION, SEED } from './inputs.js';
import { residentMiB } from './resident.js';

const INPUTS = 10_000;
const ROUND = 500;

/** Statuses that an input may be answered with: served, or refused as the client's fault. */
const STATUSES = new Set([200, 202, 400, 403, 404, 405, 406, 413, 415, 431]);

const HEADERS: readonly Record<string, string>[] = [
  MCP_HEADERS,
  modernHeaders('list_invoices'),
  modernHeaders('no_such_tool'),
  { ...MCP_HEADERS, 'mcp-protocol-version': '1999-01-01' },
  { ...MCP_HEADERS, 'mcp-protocol-version': 'x'.repeat(3_000) },
  { ...MCP_HEADERS, 'mcp-session-id': '__proto__' },
  { ...MCP_HEADERS, accept: '*/*' },
  { ...MCP_HEADERS, accept: 'text/html;q=x' },
  { ...MCP_HEADERS, 'content-type': 'application/json; charset=utf-16' },
  { ...MCP_HEADERS, 'content-type': 'text/plain' },
  { ...MCP_HEADERS, 'content-encoding': 'gzip' },
];

let program: Awaited<ReturnType<typeof startHttpProgram>>;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

beforeAll(async () => {
  program = await startHttpProgram(['--sandbox']);
});

afterAll(async () => {
  agent.destroy();
  await program.stop();
});

async function post(body: Buffer, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(program.endpoint, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': body.length },
    });
    sent.on('response', (response) => {
      text(response).then((read) => resolve({ status: response.statusCode ?? 0, body: read }), reject);
    });
    // A body over the limit is rejected while it is still being sent.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (body.length > 262_144 && (error.code === 'EPIPE' || error.code === 'ECONNRESET'))
        resolve({ status: 413, body: '' });
      else reject(error);
    });
    sent.end(body);
  });
}

/** What is wrong with a response; undefined when nothing is. */
function complaint({ status, body }: { status: number; body: string }): string | undefined {
  if (!STATUSES.has(status)) return `status ${status}`;
  if (INTERNALS.test(body)) return 'shows internals';
  if (body === '' || body.startsWith('event:')) return undefined;
  const { error } = JSON.parse(body) as { error?: { code: number } };
  return error && ![...CLIENT_ERRORS, LEGACY_REJECTION].includes(error.code) ? `code ${error.code}` : undefined;
}

test(`${INPUTS} hostile bodies are answered as the fault of their sender, and every valid call between them works`, async () => {
  const before = residentMiB(program.process);
  const inputs = hostileInputs(INPUTS);
  const complaints: string[] = [];
  for (let start = 0; start < INPUTS; start += ROUND) {
    await inParallel(ROUND, 16, async (offset) => {
      const index = start + offset;
      const body = inputs[index]!;
      const what = complaint(await post(body, HEADERS[index % HEADERS.length]!));
      if (what !== undefined)
        complaints.push(`${what}, header set ${index % HEADERS.length}: ${body.toString().slice(0, 300)}`);
    });
    expect((await callTool(program.endpoint, 'list_invoices', { limit: 1 })).ok).toBe(true);
  }
  const after = residentMiB(program.process);
  process.stderr.write(`\nhostile HTTP: ${INPUTS} inputs, seed ${SEED}, resident ${before} -> ${after} MiB\n`);
  expect(complaints.slice(0, 20)).toEqual([]);
  expect(program.process.exitCode).toBeNull();
}, 240_000);
