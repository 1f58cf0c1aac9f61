import { HttpService } from '@nestjs/axios';
import { Inject, Injectable } from '@nestjs/common';
import { AxiosHeaders, type AxiosResponse } from 'axios';
import type { Outcome } from './retry-policy.js';
import { abortFault, UpstreamFault } from './upstream.fault.js';
import { UPSTREAM_OPTIONS, type Credential, type UpstreamOptions } from './upstream.options.js';
import type { UpstreamRequest, UpstreamScope } from './upstream.types.js';

/**
 * Sends a request once, with the key of its call or else the configured one. A key goes to the configured host only:
 * redirects are answers here.
 */
@Injectable()
export class HttpSender {
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly http: HttpService,
    @Inject(UPSTREAM_OPTIONS) private readonly options: UpstreamOptions,
  ) {
    this.headers = {
      accept: 'application/json',
      // Answers are small and the backend is near: unpacking would cost more than it saves.
      'accept-encoding': 'identity',
      ...(options.apiKey && authorization(options.apiKey)),
      'user-agent': options.userAgent,
      ...(options.orgId !== undefined && { 'x-organization-id': options.orgId }),
    };
  }

  /** Resolves with the whole answer, whatever its status, or with the reason why there is none. */
  async send({ method, path, query, body }: UpstreamRequest, scope: UpstreamScope): Promise<Outcome> {
    try {
      const answer = await this.http.axiosRef.request<string>({
        method,
        url: `${this.options.baseUrl}${path}${queryString(query)}`,
        headers: {
          ...this.headers,
          ...(scope.credential && authorization(scope.credential)),
          'x-request-id': scope.requestId,
          ...(body && { 'content-type': 'application/json' }),
        },
        data: body && JSON.stringify(body),
        signal: scope.signal,
      });
      return { status: answer.status, text: answer.data, header: (name) => headerOf(answer, name) };
    } catch (thrown) {
      if (thrown instanceof UpstreamFault) return thrown;
      // The library looks at the signal as well, before and after the adapter.
      return scope.signal.aborted ? abortFault(scope.signal, true) : new UpstreamFault('unknown', true);
    }
  }
}

const authorization = (key: Credential): Record<string, string> => ({ authorization: `Bearer ${key.reveal()}` });

function queryString(query: UpstreamRequest['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `?${search.toString()}` : '';
}

function headerOf({ headers }: AxiosResponse, name: string): string | undefined {
  const value = AxiosHeaders.from(headers as AxiosHeaders).get(name);
  return typeof value === 'string' ? value : undefined;
}
