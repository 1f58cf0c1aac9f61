import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config/load-config.js';
import { startHttpProgram } from '../harness/program.js';
import { blocksIn } from './documents.js';

interface Service {
  readonly environment: Record<string, string>;
  readonly healthcheck: { readonly test: readonly string[] };
}

const services = blocksIn('yaml').flatMap(({ where, text }) => {
  const { services: named = {} } = parse(text) as { services?: Record<string, Service> };
  return Object.values(named).map((service) => ({ where, ...service }));
});

/** Exit code of the check against a service at another address than the document's. */
async function checkedAt(command: readonly string[], origin: string): Promise<unknown> {
  const [kind, node, ...args] = command.map((word) => word.replace('http://127.0.0.1:3000', origin));
  expect([kind, node]).toEqual(['CMD', '/usr/local/bin/node']);
  return promisify(execFile)(process.execPath, args).then(
    () => 0,
    (thrown: { code: unknown }) => thrown.code,
  );
}

test('there is one service to compose', () => {
  expect(services).toHaveLength(1);
});

test.each(services)('the service at $where starts with its settings', ({ environment }) => {
  const { http, upstream } = loadConfig(environment, { backend: true, http: true, sandboxPort: 0 });
  expect([http.host, upstream?.baseUrl]).toEqual(['0.0.0.0', environment.AGENTPAY_API_BASE_URL]);
});

test.each(services)('the health check at $where tells one that serves from one that does not', async (service) => {
  const { test: command } = service.healthcheck;
  const program = await startHttpProgram(['--sandbox']);
  try {
    expect(await checkedAt(command, program.origin)).toBe(0);
  } finally {
    await program.stop();
  }
  expect(await checkedAt(command, program.origin)).toBe(1);
});
