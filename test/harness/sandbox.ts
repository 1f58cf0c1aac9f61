import { SANDBOX_KEYS, startSandbox, type RunningSandbox } from '../../src/sandbox/index.js';
import type { Variables } from './program.js';

/** A fault to ask the sandbox for. */
export interface Fault {
  readonly kind: string;
  readonly method?: string;
  readonly path?: string;
  readonly times?: number;
  readonly delay_ms?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What the sandbox has seen since its faults were last set. */
export interface Seen {
  readonly received: number;
  readonly fired: number;
  readonly aborted_by_client: number;
  readonly requests: readonly { method: string; url: string; headers: Record<string, string> }[];
}

/** A backend for tests, on a database in memory. */
export interface TestBackend extends RunningSandbox {
  /** Settings that lead a service to it. */
  readonly variables: Variables;
  fail(...faults: readonly Fault[]): Promise<void>;
  seen(): Promise<Seen>;
  /** Asks the API itself, past our service. */
  api(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Record<string, unknown>; text: string }>;
  /** A thousand invoices whose customer or number contains the text. */
  page(search: string, offset: number): Promise<{ customer_name: string }[]>;
  /** Invoices whose customer has this name. */
  invoicesOf(customerName: string): Promise<Record<string, unknown>[]>;
}

export async function startBackend(): Promise<TestBackend> {
  const sandbox = await startSandbox({ port: 0, database: ':memory:' });
  const faults = `${new URL(sandbox.baseUrl).origin}/__faults`;
  const headers = { authorization: `Bearer ${SANDBOX_KEYS.acme}`, 'content-type': 'application/json' };
  const request = async (method: string, path: string, body?: object) =>
    fetch(`${sandbox.baseUrl}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return {
    ...sandbox,
    variables: {
      AGENTPAY_API_BASE_URL: sandbox.baseUrl,
      AGENTPAY_API_KEY: SANDBOX_KEYS.acme,
      // Faults of one test must not keep the next from the backend; tests of the breaker set their own.
      ORVION_MCP_BREAKER_FAILURES: '1000000',
    },
    fail: async (...rules) => {
      const response = await fetch(faults, { method: 'PUT', headers, body: JSON.stringify(rules) });
      if (!response.ok) throw new Error(await response.text());
    },
    seen: async () => (await (await fetch(faults)).json()) as Seen,
    api: async (method, path, body) => {
      const response = await request(method, path, body);
      const text = await response.text();
      return { status: response.status, text, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
    },
    page: async (search, offset) =>
      (await (
        await request('GET', `/invoices?limit=1000&offset=${offset}&search=${encodeURIComponent(search)}`)
      ).json()) as { customer_name: string }[],
    invoicesOf: async (name) =>
      (await (await request('GET', `/invoices?search=${encodeURIComponent(name)}`)).json()) as Record<
        string,
        unknown
      >[],
  };
}
