import { startApp, type TestApp } from '../harness/app.js';
import { startBackend, type Fault } from '../harness/sandbox.js';
import type { Variables } from '../harness/program.js';
import { use } from '../harness/use.js';

jest.setTimeout(30_000);

let service: TestApp | undefined;

const backend = use(startBackend);

beforeEach(async () => backend.fail());
afterEach(async () => service?.close());

interface Health {
  readonly status: string;
  readonly details: { readonly backend: { readonly status: string; readonly reason?: string } };
}

/** What a fresh service says of its backend. */
async function health(variables: Variables): Promise<{ status: number; text: string; body: Health }> {
  service = await startApp(variables);
  return ask();
}

async function ask(path = '/health'): Promise<{ status: number; text: string; body: Health }> {
  const response = await fetch(`http://127.0.0.1:${service?.port}${path}`);
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Health };
}

test.each<[string, Fault | Variables, string]>([
  ['down', { AGENTPAY_API_BASE_URL: 'http://127.0.0.1:1/v1' }, 'refused'],
  ['refusing the key', { AGENTPAY_API_KEY: 'canary-c0ffee' }, 'status_401'],
  ['at another path', { AGENTPAY_API_BASE_URL: 'elsewhere' }, 'status_404'],
  ['failing', { kind: 'status', status: 503 }, 'status_503'],
  ['redirecting', { kind: 'redirect', status: 307 }, 'status_307'],
  ['cutting connections', { kind: 'reset-before-commit' }, 'reset'],
  ['slow', { kind: 'delay', delay_ms: 60_000 }, 'timeout'],
])(
  'a backend that is %s makes it degraded, still 200, with a reason that gives nothing away',
  async (_how, cause, reason) => {
    const variables: Record<string, string> = { ...backend.variables };
    if ('kind' in cause) await backend.fail(cause as Fault);
    else Object.assign(variables, cause);
    if (variables.AGENTPAY_API_BASE_URL === 'elsewhere')
      variables.AGENTPAY_API_BASE_URL = `${backend.baseUrl}/elsewhere`;
    const { status, text, body } = await health(variables);
    const reported = { status: 'degraded', reason, circuit: 'closed' };
    expect([status, body.status, body.details.backend]).toEqual([200, 'degraded', reported]);
    expect(text).not.toMatch(/127\.0\.0\.1|localhost|canary|Bearer|ECONN|stack/);
    // Probes of Kubernetes are about this process alone.
    expect((await ask('/readyz')).status).toBe(200);
  },
);

test('however often it is asked, the backend is asked once in a while', async () => {
  await health(backend.variables);
  const responses = await Promise.all(Array.from({ length: 25 }, async () => ask()));
  expect(responses.map(({ body }) => body.status)).toEqual(Array.from({ length: 25 }, () => 'ok'));
  expect((await backend.seen()).received).toBe(1);
});

test('neither livez nor readyz asks the backend', async () => {
  service = await startApp(backend.variables);
  for (const path of ['/livez', '/readyz']) expect((await ask(path)).status).toBe(200);
  expect((await backend.seen()).received).toBe(0);
});
