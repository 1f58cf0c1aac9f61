import { SANDBOX_KEYS, startSandbox, type RunningSandbox } from '../../src/sandbox/index.js';
import { InvoicesClient } from '../harness/invoices-client.js';

/** A sandbox of one test file, on a database in memory, with a client for each organisation. */
export function useSandbox(): { acme: InvoicesClient; globex: InvoicesClient; origin: () => string } {
  let sandbox: RunningSandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, database: ':memory:' });
  });
  afterAll(async () => sandbox?.close());
  const baseUrl = (): string => sandbox?.baseUrl ?? '';
  return {
    acme: new InvoicesClient(() => ({ baseUrl: baseUrl(), apiKey: SANDBOX_KEYS.acme })),
    globex: new InvoicesClient(() => ({ baseUrl: baseUrl(), apiKey: SANDBOX_KEYS.globex })),
    origin: () => new URL(baseUrl()).origin,
  };
}
