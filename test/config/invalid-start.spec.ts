import { startProgram } from '../harness/program.js';

jest.setTimeout(120_000);

const CANARY = 'canary-c0ffee';
const SPOILT = `${CANARY} `.repeat(2).trim();
const BACKEND = { AGENTPAY_API_BASE_URL: 'http://localhost:8000/v1', AGENTPAY_API_KEY: CANARY };

/** Broken environments: command, variables, and the names that the program has to complain about. */
const BROKEN: readonly [string, Record<string, string>, readonly string[]][] = [
  ['stdio', {}, ['AGENTPAY_API_BASE_URL', 'AGENTPAY_API_KEY']],
  ['http', {}, ['AGENTPAY_API_BASE_URL', 'AGENTPAY_API_KEY']],
  ['check-config', {}, ['AGENTPAY_API_BASE_URL', 'AGENTPAY_API_KEY']],
  ['stdio', { AGENTPAY_API_KEY: CANARY }, ['AGENTPAY_API_BASE_URL']],
  ['stdio', { AGENTPAY_API_BASE_URL: 'http://localhost' }, ['AGENTPAY_API_KEY']],
  ['stdio', { ...BACKEND, AGENTPAY_API_KEY: SPOILT }, ['AGENTPAY_API_KEY']],
  ['stdio', { ...BACKEND, AGENTPAY_API_KEY: `${CANARY}\n${CANARY}` }, ['AGENTPAY_API_KEY']],
  ['stdio', { ...BACKEND, AGENTPAY_API_BASE_URL: `https://user:${CANARY}@x.example` }, ['AGENTPAY_API_BASE_URL']],
  ['stdio', { ...BACKEND, AGENTPAY_API_BASE_URL: `https://x.example/v1?key=${CANARY}` }, ['AGENTPAY_API_BASE_URL']],
  ['stdio', { ...BACKEND, AGENTPAY_API_BASE_URL: CANARY }, ['AGENTPAY_API_BASE_URL']],
  ['stdio', { ...BACKEND, AGENTPAY_ORG_ID: SPOILT }, ['AGENTPAY_ORG_ID']],
  ['stdio', { ...BACKEND, AGENTPAY_TIMEOUT_SEC: CANARY }, ['AGENTPAY_TIMEOUT_SEC']],
  ['stdio', { ...BACKEND, AGENTPAY_TIMEOUT_SEC: '0' }, ['AGENTPAY_TIMEOUT_SEC']],
  ['stdio', { ...BACKEND, AGENTPAY_SECRET: CANARY }, ['AGENTPAY_SECRET']],
  ['stdio', { ...BACKEND, AGENTPAY_API_KEYS: CANARY }, ['AGENTPAY_API_KEYS']],
  ['stdio', { ...BACKEND, ORVION_MCP_LOG_LEVEL: CANARY }, ['ORVION_MCP_LOG_LEVEL']],
  ['stdio', { ...BACKEND, LOG_LEVEL: CANARY }, ['LOG_LEVEL']],
  ['http', { ...BACKEND, ORVION_MCP_LISTEN_PORT: CANARY }, ['ORVION_MCP_LISTEN_PORT']],
  ['http', { ...BACKEND, ORVION_MCP_LISTEN_PORT: '70000' }, ['ORVION_MCP_LISTEN_PORT']],
  ['http', { ...BACKEND, ORVION_MCP_LISTEN_PORT: 'tcp://10.0.0.7:3000' }, ['ORVION_MCP_LISTEN_PORT']],
  ['http', { ...BACKEND, ORVION_MCP_PORT: '3000' }, ['ORVION_MCP_PORT']],
  ['http', { ...BACKEND, ORVION_MCP_LISTEN_HOST: SPOILT }, ['ORVION_MCP_LISTEN_HOST']],
  ['http', { ...BACKEND, ORVION_MCP_LISTEN_HOST: '0.0.0.0' }, ['ORVION_MCP_LISTEN_HOST']],
  ['check-config', { ...BACKEND, ORVION_MCP_LISTEN_HOST: '::' }, ['ORVION_MCP_LISTEN_HOST']],
  ['http', { ...BACKEND, ORVION_MCP_HTTP_AUTH: CANARY }, ['ORVION_MCP_HTTP_AUTH']],
  ['http', { ...BACKEND, ORVION_MCP_ALLOWED_HOSTS: `https://${CANARY}` }, ['ORVION_MCP_ALLOWED_HOSTS']],
  ['http', { ...BACKEND, ORVION_MCP_ALLOWED_ORIGINS: CANARY }, ['ORVION_MCP_ALLOWED_ORIGINS']],
  ['sandbox', { ORVION_MCP_SANDBOX_PORT: CANARY }, ['ORVION_MCP_SANDBOX_PORT']],
  ['sandbox', { ORVION_MCP_SANDBOX_DATABASE: CANARY.repeat(1_000) }, ['ORVION_MCP_SANDBOX_DATABASE']],
  [
    'http',
    { AGENTPAY_API_BASE_URL: CANARY, AGENTPAY_APIKEY: CANARY, ORVION_MCP_LISTEN_HOST: '0.0.0.0', LOG_LEVEL: CANARY },
    ['AGENTPAY_APIKEY', 'AGENTPAY_API_BASE_URL', 'AGENTPAY_API_KEY', 'LOG_LEVEL', 'ORVION_MCP_LISTEN_HOST'],
  ],
];

interface Outcome {
  readonly code: number | NodeJS.Signals;
  readonly reported: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
}

async function start(command: string, variables: Record<string, string>): Promise<Outcome> {
  const program = startProgram([command], variables);
  const code = await program.ended;
  const stderr = program.stderr();
  const reported = [...stderr.matchAll(/^ {2}([A-Z_]+) (?:is|was|holds|opens)\b.*[.?]$/gm)].map(
    ([, name = '']) => name,
  );
  return { code, reported: reported.toSorted(), stdout: program.stdout(), stderr };
}

test('thirty broken environments each stop the start with 78 and one message that tells every fault and no value', async () => {
  expect(BROKEN).toHaveLength(30);
  // A few at a time, as most of it is waiting for a process to load.
  for (let first = 0; first < BROKEN.length; first += 3) {
    const some = BROKEN.slice(first, first + 3);
    const outcomes = await Promise.all(some.map(async ([command, variables]) => start(command, variables)));
    for (const [index, { stderr, ...outcome }] of outcomes.entries()) {
      expect([some[index]?.[1], outcome]).toEqual([
        some[index]?.[1],
        { code: 78, reported: some[index]?.[2].toSorted(), stdout: '' },
      ]);
      expect(stderr).not.toContain(CANARY);
      expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
    }
  }
});
