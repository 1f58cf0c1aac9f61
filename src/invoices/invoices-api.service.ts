import { Injectable } from '@nestjs/common';
import { parseExact } from '../json/exact-json.js';
import { UpstreamClient } from '../upstream/upstream.client.js';
import { UpstreamError } from '../upstream/upstream.error.js';
import type { UpstreamRequest, UpstreamResponse, UpstreamScope } from '../upstream/upstream.types.js';
import { readInvoice, readInvoices, readReport, type Report } from './backend/invoice-response.js';
import { changing, creating, paying, reading, readingInvoice, type Operation } from './error-translation/operation.js';
import { invalidPathId, statusError } from './error-translation/status-error.js';
import { bodyError, noResponseError } from './error-translation/unusable-response.js';
import type { InitialStatus, Invoice, InvoiceStatus } from './invoice.js';
import { amountNumber } from './money.js';

/** Body of a create, with the amount as decimal text. */
export interface NewInvoice {
  readonly customer_name: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: InitialStatus;
  readonly customer_email?: string | undefined;
  readonly customer_wallet?: string | undefined;
  readonly issued_at?: string | undefined;
  readonly due_at?: string | undefined;
  readonly external_id?: string | undefined;
}

/** Parameters of one page of the list. The filter by e-mail is not documented, so callers must check the rows. */
export interface InvoiceQuery {
  readonly status?: InvoiceStatus | undefined;
  readonly customer_email?: string | undefined;
  readonly search?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Body of mark-paid; the backend fills in absent fields. */
export interface Payment {
  readonly paid_at?: string | undefined;
  readonly amount_paid?: string | undefined;
  readonly payment_reference?: string | undefined;
}

/** First and last day, as `YYYY-MM-DD`. */
export interface DateRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Share of a call's remaining time that a transition leaves for reading the invoice back. */
const RESERVE = 0.25;

/** Client of Orvion's invoices API, one method per endpoint. Every failure is thrown as a `ToolError`. */
@Injectable()
export class InvoicesApiService {
  constructor(private readonly upstream: UpstreamClient) {}

  /** `POST /invoices`. */
  async create({ amount, ...rest }: NewInvoice, call: UpstreamScope): Promise<Invoice> {
    const body = { ...rest, amount: amountNumber(amount) };
    const repeat = rest.external_id === undefined ? 'unsent' : 'safe';
    const request = { method: 'POST', path: '/invoices', body, repeat } as const;
    return this.read(request, creating(rest.external_id), call, readInvoice);
  }

  /** `GET /invoices`. The order is newest first, though no page promises it. */
  async list(query: InvoiceQuery, call: UpstreamScope): Promise<Invoice[]> {
    return this.read(
      { method: 'GET', path: '/invoices', query: { ...query }, repeat: 'safe' },
      reading('the invoices'),
      call,
      readInvoices,
    );
  }

  /** `GET /invoices/{id}`. */
  async get(id: string, call: UpstreamScope): Promise<Invoice> {
    const operation = readingInvoice(id);
    const request = { method: 'GET', path: '/invoices/{id}', id: pathSegment(id, operation), repeat: 'safe' } as const;
    return this.read(request, operation, call, readInvoice);
  }

  /** `POST /invoices/{id}/mark-paid`. */
  async markPaid(id: string, { amount_paid, ...rest }: Payment, call: UpstreamScope): Promise<Invoice> {
    const body = { ...rest, ...(amount_paid !== undefined && { amount_paid: amountNumber(amount_paid) }) };
    return this.transition(id, 'mark-paid', body, paying(id), call);
  }

  /** `POST /invoices/{id}/cancel`. */
  async cancel(id: string, reason: string | undefined, call: UpstreamScope): Promise<Invoice> {
    return this.transition(id, 'cancel', { reason }, changing('cancel', id), call);
  }

  /** `DELETE /invoices/{id}`. A response with a body could mean that the invoice was only canceled, so it is an error. */
  async remove(id: string, call: UpstreamScope): Promise<void> {
    const operation = changing('delete', id);
    const target = { path: '/invoices/{id}', id: pathSegment(id, operation) };
    const request = { ...target, method: 'DELETE', repeat: 'unsent', reserve: RESERVE } as const;
    const response = await this.send(request, operation, call);
    if (!isEmpty(response)) throw bodyError('unreadable', response, operation);
  }

  /** `GET /invoices/analytics/summary`. Its fields are not documented. */
  async summary(range: DateRange, call: UpstreamScope): Promise<Report> {
    return this.report('/invoices/analytics/summary', range, reading('the summary'), call);
  }

  /** `GET /invoices/analytics/revenue-timeseries`. Neither its parameters nor its fields are documented. */
  async revenueTimeseries(range: DateRange, call: UpstreamScope): Promise<Report> {
    return this.report('/invoices/analytics/revenue-timeseries', range, reading('the revenue'), call);
  }

  private async report(path: string, query: DateRange, operation: Operation, call: UpstreamScope): Promise<Report> {
    return this.read({ method: 'GET', path, query: { ...query }, repeat: 'safe' }, operation, call, readReport);
  }

  /** Sends a transition. If its response is empty, the invoice is read back. */
  private async transition(
    id: string,
    action: 'mark-paid' | 'cancel',
    body: object,
    operation: Operation,
    call: UpstreamScope,
  ): Promise<Invoice> {
    const target = { path: `/invoices/{id}/${action}`, id: pathSegment(id, operation) };
    const request = { ...target, method: 'POST', body, repeat: 'unsent', reserve: RESERVE } as const;
    const response = await this.send(request, operation, call);
    if (!isEmpty(response)) return decode(response, operation, readInvoice);
    return this.get(id, call).catch(() => {
      // The transition has happened, so the error must not be that of a failed read.
      throw bodyError('empty', response, operation);
    });
  }

  private async read<T>(
    request: UpstreamRequest,
    operation: Operation,
    call: UpstreamScope,
    parse: (value: unknown) => T,
  ): Promise<T> {
    return decode(await this.send(request, operation, call), operation, parse);
  }

  private async send(request: UpstreamRequest, operation: Operation, call: UpstreamScope): Promise<UpstreamResponse> {
    let response: UpstreamResponse;
    try {
      response = await this.upstream.request(request, call);
    } catch (thrown) {
      throw thrown instanceof UpstreamError ? noResponseError(thrown, operation) : thrown;
    }
    if (response.status < 200 || response.status >= 300) {
      throw statusError(response, operation, call.credential ? 'caller' : 'operator');
    }
    return response;
  }
}

function decode<T>(response: UpstreamResponse, operation: Operation, parse: (value: unknown) => T): T {
  if (isEmpty(response)) throw bodyError('empty', response, operation);
  try {
    return parse(parseExact(response.text));
  } catch {
    // Not JSON, or of another shape. The parser's message is dropped, as it could quote the body.
    throw bodyError('unreadable', response, operation);
  }
}

const isEmpty = ({ status, text }: UpstreamResponse): boolean => status === 204 || text.trim() === '';

/** Encodes an id as one path segment. */
function pathSegment(id: string, operation: Operation): string {
  // URL parsers resolve both as dot segments, even when encoded, so no request can address such an invoice.
  if (id === '.' || id === '..') throw invalidPathId(operation);
  // `encodeURIComponent` throws on a lone surrogate; converting to bytes replaces it.
  return encodeURIComponent(Buffer.from(id).toString());
}
