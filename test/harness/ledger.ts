import type { TestBackend } from './sandbox.js';

/** Each invoice of the organisation with its last change: equal ledgers mean nothing was lost, doubled or altered. */
export async function ledger(backend: TestBackend): Promise<string[]> {
  const { body } = await backend.api('GET', '/invoices?limit=1000');
  return (body as unknown as { id: string; updated_at: string }[]).map(({ id, updated_at }) => `${id} ${updated_at}`);
}
