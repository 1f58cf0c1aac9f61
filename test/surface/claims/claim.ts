import type { TestBackend } from '../../harness/sandbox.js';
import type { ToolCaller } from '../../harness/tool-caller.js';

/** What a proof works with: every tool, and the backend behind them. */
export interface Stage {
  readonly tools: ToolCaller;
  readonly backend: TestBackend;
}

/** One sentence of a description, and what shows that it is true. */
export type Claim = readonly [sentence: string, proof: (stage: Stage) => Promise<void>];

/** The descriptions of tools, sentence by sentence. */
export type Claims = Readonly<Record<string, readonly Claim[]>>;

export type Status = 'draft' | 'sent' | 'overdue' | 'paid' | 'canceled';

let count = 0;

/** A new invoice that has come as far as the status says. */
export async function invoiceIn({ backend }: Stage, status: Status, more: object = {}): Promise<string> {
  count += 1;
  const due = status === 'overdue' ? { issued_at: '2025-01-01', due_at: '2025-01-02' } : {};
  const body = { customer_name: `Claim ${count}`, amount: 12.5, currency: 'EUR', ...due, ...more };
  const initial = status === 'draft' ? 'draft' : 'sent';
  const id = (await backend.api('POST', '/invoices', { ...body, status: initial })).body.id as string;
  if (status === 'paid') await backend.api('POST', `/invoices/${id}/mark-paid`, {});
  if (status === 'canceled') await backend.api('POST', `/invoices/${id}/cancel`);
  expect(await statusOf({ backend }, id)).toBe(status);
  return id;
}

/** The status in the database; undefined when there is no such invoice. */
export const statusOf = async ({ backend }: Pick<Stage, 'backend'>, id: string): Promise<unknown> =>
  (await backend.api('GET', `/invoices/${id}`)).body.status;

/** The code with which a call is rejected. */
export const errorCode = async ({ tools }: Stage, tool: string, args: object): Promise<string> =>
  (await tools.error(tool, args)).code;

/** Shows that a call sends nothing but reads. */
export const onlyReads =
  (tool: string, args: object): Claim[1] =>
  async ({ tools, backend }) => {
    await backend.fail();
    await tools.data(tool, args);
    const { requests } = await backend.seen();
    expect([...new Set(requests.map(({ method }) => method))]).toEqual(['GET']);
  };
