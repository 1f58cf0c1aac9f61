import { randomUUID } from 'node:crypto';

/** The invoice object of the API, as far as its pages describe it. */
export interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly organization_id: string;
  readonly external_id: string | null;
  readonly customer_name: string;
  readonly customer_email: string | null;
  readonly customer_wallet: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly status: 'draft' | 'sent' | 'paid' | 'overdue' | 'canceled';
  readonly issued_at: string;
  readonly due_at: string | null;
  readonly paid_at: string | null;
}

export interface ApiResponse<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON value; undefined for an empty body. */
  readonly body: T;
}

export interface Access {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** Text that no other test, and no other user of a shared backend, has. */
export const unique = (what: string): string => `${what} ${randomUUID()}`;

/** Plain HTTP to an invoices API: nothing of the service is in between. */
export class InvoicesClient {
  constructor(private readonly access: () => Access) {}

  /** A body that is text is sent as it is. */
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiResponse<T>> {
    const { baseUrl, apiKey } = this.access();
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const parsed = (isJson && text !== '' ? JSON.parse(text) : undefined) as T;
    return { status: response.status, headers: response.headers, text, body: parsed };
  }

  /** Sends a create with what it needs, and whatever is given. */
  async post(fields: Readonly<Record<string, unknown>> = {}): Promise<ApiResponse<Invoice>> {
    const needed = { customer_name: unique('Contract test'), amount: 120.5, currency: 'EUR' };
    return this.call<Invoice>('POST', '/invoices', { ...needed, ...fields });
  }

  /** Creates a new invoice. */
  async create(fields: Readonly<Record<string, unknown>> = {}): Promise<Invoice> {
    const { status, body, text } = await this.post(fields);
    if (status !== 201) throw new Error(`create answered ${status}: ${text}`);
    return body;
  }

  async get(id: string): Promise<ApiResponse<Invoice>> {
    return this.call<Invoice>('GET', `/invoices/${encodeURIComponent(id)}`);
  }

  async list(query: Readonly<Record<string, string | number>> = {}): Promise<Invoice[]> {
    const text = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    const { status, body, text: raw } = await this.call<Invoice[]>('GET', `/invoices?${text}`);
    if (status !== 200) throw new Error(`list answered ${status}: ${raw}`);
    return body;
  }

  async markPaid(id: string, body?: unknown): Promise<ApiResponse<Invoice>> {
    return this.call<Invoice>('POST', `/invoices/${encodeURIComponent(id)}/mark-paid`, body);
  }

  async cancel(id: string, body?: unknown): Promise<ApiResponse<Invoice>> {
    return this.call<Invoice>('POST', `/invoices/${encodeURIComponent(id)}/cancel`, body);
  }

  async remove(id: string): Promise<ApiResponse> {
    return this.call('DELETE', `/invoices/${encodeURIComponent(id)}`);
  }
}
