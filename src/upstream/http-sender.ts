import { HttpService } from '@nestjs/axios';
import { Inject, Injectable } from '@nestjs/common';
import { AxiosHeaders, type AxiosResponse } from 'axios';
import { Telemetry, type AttemptDetails } from '../observability/telemetry.js';
import type { Outcome } from './retry-policy.js';
import { cancellationError, UpstreamError } from './upstream.error.js';
import { UPSTREAM_OPTIONS, type Credential, type UpstreamOptions } from './upstream.options.js';
import type { UpstreamRequest, UpstreamScope } from './upstream.types.js';

/**
 * Sends a request once, with the caller's own key or else the configured one. It never follows redirects, so that a key
 * reaches the configured host only.
 */
@Injectable()
export class HttpSender {
  private readonly headers: Readonly<Record<string, string>>;
  private readonly server: AttemptDetails['server'];

  constructor(
    private readonly http: HttpService,
    private readonly telemetry: Telemetry,
    @Inject(UPSTREAM_OPTIONS) private readonly options: UpstreamOptions,
  ) {
    this.server = serverOf(options.baseUrl);
    this.headers = {
      accept: 'application/json',
      // Responses are small and the backend is near: decompression would cost more than it saves.
      'accept-encoding': 'identity',
      ...(options.apiKey && authorization(options.apiKey)),
      'user-agent': options.userAgent,
      ...(options.orgId !== undefined && { 'x-organization-id': options.orgId }),
    };
  }

  /**
   * Resolves with the complete response of any status, or with the error that explains why there is none. `resends` counts
   * the earlier attempts.
   */
  async send(request: UpstreamRequest, scope: UpstreamScope, resends: number): Promise<Outcome> {
    const { method, path } = request;
    const attempt = this.telemetry.attemptStarted({ method, path, resends, server: this.server }, scope.trace);
    const outcome = await this.exchange(request, scope, attempt.headers);
    attempt.ended(outcome instanceof UpstreamError ? { reason: outcome.reason } : { status: outcome.status });
    return outcome;
  }

  private async exchange(
    { method, path, id = '', query, body }: UpstreamRequest,
    scope: UpstreamScope,
    traceHeaders: Readonly<Record<string, string>>,
  ): Promise<Outcome> {
    try {
      const response = await this.http.axiosRef.request<string>({
        method,
        url: `${this.options.baseUrl}${path.replace('{id}', () => id)}${queryString(query)}`,
        headers: {
          ...this.headers,
          ...traceHeaders,
          ...(scope.credential && authorization(scope.credential)),
          'x-request-id': scope.requestId,
          ...(body && { 'content-type': 'application/json' }),
        },
        data: body && JSON.stringify(body),
        signal: scope.cancellation,
      });
      return { status: response.status, text: response.data, header: (name) => headerOf(response, name) };
    } catch (thrown) {
      if (thrown instanceof UpstreamError) return thrown;
      // Axios checks the signal too, before and after it calls the adapter.
      return scope.cancellation.aborted
        ? cancellationError(scope.cancellation, true)
        : new UpstreamError('unknown', true);
    }
  }
}

function serverOf(baseUrl: string): AttemptDetails['server'] {
  const { origin, pathname, hostname, protocol, port } = new URL(baseUrl);
  const basePath = pathname === '/' ? '' : pathname;
  return { origin, basePath, address: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) };
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
