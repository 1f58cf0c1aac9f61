import { HttpService } from '@nestjs/axios';
import { Inject, Injectable } from '@nestjs/common';
import { AxiosHeaders, type AxiosResponse } from 'axios';
import { upstreamFault } from './upstream.fault.js';
import { UPSTREAM_OPTIONS, type UpstreamOptions } from './upstream.options.js';

/** One request to the backend. Path segments that come from outside are encoded by the caller. */
export interface UpstreamRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Begins with a slash and is appended to the base address. */
  readonly path: string;
  /** Entries that are undefined are not sent. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
}

/** On whose behalf a request is made. */
export interface UpstreamScope {
  /** Aborts the request, its body included. */
  readonly signal: AbortSignal;
  /** Sent as `X-Request-Id`, so that both sides' logs can be matched. */
  readonly requestId: string;
  /** Receives the status of every answer, for the call log. */
  backendStatus?: number | undefined;
}

/** A complete answer of any status, its body unread. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | undefined;
}

/** Sends requests with the configured key. The key goes to the configured host only: redirects are answers here. */
@Injectable()
export class UpstreamClient {
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly http: HttpService,
    @Inject(UPSTREAM_OPTIONS) private readonly options: UpstreamOptions,
  ) {
    this.headers = {
      accept: 'application/json',
      authorization: `Bearer ${options.apiKey.reveal()}`,
      'user-agent': options.userAgent,
      ...(options.orgId !== undefined && { 'x-organization-id': options.orgId }),
    };
  }

  /** Resolves with the answer, whatever its status, or throws an `UpstreamFault`. */
  async request({ method, path, query, body }: UpstreamRequest, scope: UpstreamScope): Promise<UpstreamAnswer> {
    try {
      scope.signal.throwIfAborted();
      const answer = await this.http.axiosRef.request<string>({
        method,
        url: `${this.options.baseUrl}${path}${queryString(query)}`,
        headers: {
          ...this.headers,
          'x-request-id': scope.requestId,
          ...(body && { 'content-type': 'application/json' }),
        },
        data: body && JSON.stringify(body),
        signal: scope.signal,
      });
      scope.backendStatus = answer.status;
      return { status: answer.status, text: answer.data, header: (name) => headerOf(answer, name) };
    } catch (thrown) {
      throw upstreamFault(thrown, scope.signal);
    }
  }
}

function queryString(query: UpstreamRequest['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `?${search.toString()}` : '';
}

function headerOf({ headers }: AxiosResponse, name: string): string | undefined {
  const value = AxiosHeaders.from(headers as AxiosHeaders).get(name);
  return typeof value === 'string' ? value : undefined;
}
