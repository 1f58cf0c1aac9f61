import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions } from '../http-transport.options.js';
import { hostChecker, originChecker } from './allowed-names.js';
import type { Refusal, RequestCheck } from './request-check.js';

const UNKNOWN_HOST: Refusal = {
  status: 403,
  reason: 'host',
  message: 'This server is not known by that Host; see MCP_ALLOWED_HOSTS',
};
const FOREIGN_ORIGIN: Refusal = {
  status: 403,
  reason: 'origin',
  message: 'This Origin is not allowed; see MCP_ALLOWED_ORIGINS',
};

/** Keeps web pages from calling a server that their visitor can reach and they cannot. */
@Injectable()
export class HostAndOriginCheck implements RequestCheck {
  private readonly isHost;
  private readonly isOrigin;

  constructor(@Inject(HTTP_TRANSPORT_OPTIONS) options: HttpTransportOptions) {
    this.isHost = hostChecker(options.allowedHosts);
    this.isOrigin = originChecker(options.allowedOrigins);
  }

  refuse({ headers }: FastifyRequest): Refusal | undefined {
    if (!this.isHost(headers.host)) return UNKNOWN_HOST;
    return this.isOrigin(headers.origin) ? undefined : FOREIGN_ORIGIN;
  }
}
