import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions } from '../http-transport.options.js';
import { hostChecker, originChecker } from './allowed-names.js';
import type { HttpRejection, RequestCheck } from './request-check.js';

const MALFORMED_HOST: HttpRejection = {
  reason: 'host',
  status: 400,
  message: 'Send one Host header, with the name in the address and its port if it has one',
};
const FOREIGN_HOST: HttpRejection = {
  reason: 'host',
  status: 403,
  message: 'This server is not known by that Host; see ORVION_MCP_ALLOWED_HOSTS',
};
const FOREIGN_ORIGIN: HttpRejection = {
  reason: 'origin',
  status: 403,
  message: 'This Origin is not allowed; see ORVION_MCP_ALLOWED_ORIGINS',
};

/**
 * Keeps web pages from calling this server through the browser of a visitor who can reach it. `X-Forwarded-Host` is never
 * trusted, as a proxy can send the name in `Host`.
 */
@Injectable()
export class HostAndOriginCheck implements RequestCheck {
  private readonly checkHost;
  private readonly isAllowedOrigin;

  constructor(@Inject(HTTP_TRANSPORT_OPTIONS) options: HttpTransportOptions) {
    this.checkHost = hostChecker(options.allowedHosts);
    this.isAllowedOrigin = originChecker(options.allowedOrigins);
  }

  check({ raw: { headers, rawHeaders, url } }: FastifyRequest): HttpRejection | undefined {
    const kind = this.checkHost(headers.host);
    // Node keeps the first of several Host headers; a proxy may have used another (RFC 9112 section 3.2).
    if (kind === 'malformed' || hasSecondHost(rawHeaders) || !targetMatches(url, headers.host)) return MALFORMED_HOST;
    if (kind === 'foreign') return FOREIGN_HOST;
    return this.isAllowedOrigin(headers.origin) ? undefined : FOREIGN_ORIGIN;
  }
}

/** Raw headers alternate between name and value. */
function hasSecondHost(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
}

const SLASH = 47;

/** Whether an absolute request target, which overrides `Host` (RFC 9112 section 3.2.2), names the given host. */
function targetMatches(target = '', host = ''): boolean {
  if (target.charCodeAt(0) === SLASH) return true;
  return /^https?:\/\/([^/?#]*)/i.exec(target)?.[1]?.toLowerCase() === host.toLowerCase();
}
