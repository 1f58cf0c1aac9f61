import type { Access } from '../harness/invoices-client.js';

/** The backend that the contract is held against. */
export interface Target extends Access {
  close(): Promise<void>;
}

/** The one that `run.mjs` was told, or else a sandbox of this test's own. */
export async function openTarget(): Promise<Target> {
  const { CONTRACT_BASE_URL: baseUrl = '', CONTRACT_API_KEY: apiKey = '' } = process.env;
  if (baseUrl !== '' && apiKey !== '') return { baseUrl, apiKey, close: async () => undefined };
  if (baseUrl !== '' || apiKey !== '') throw new Error('CONTRACT_BASE_URL and CONTRACT_API_KEY go together.');
  // Loaded only when needed: a run against a real backend has no use for it.
  const { SANDBOX_KEYS, startSandbox } = await import('../../src/sandbox/index.js');
  const sandbox = await startSandbox({ port: 0, database: ':memory:' });
  return { baseUrl: sandbox.baseUrl, apiKey: SANDBOX_KEYS.acme, close: async () => sandbox.close() };
}
