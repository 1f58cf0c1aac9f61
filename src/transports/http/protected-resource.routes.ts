import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AUTH_OPTIONS, type AuthOptions } from '../../auth/auth.options.js';
import { metadataPaths, protectedResource } from '../../auth/protected-resource.js';

const HEADERS = {
  // Clients in web pages read it too, and it is public.
  'access-control-allow-origin': '*',
  'cache-control': 'public, max-age=3600',
};

/** Clients in web pages send the protocol version, which needs a preflight (Fetch standard, "CORS-preflight request"). */
const PREFLIGHT = {
  ...HEADERS,
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': 'mcp-protocol-version',
};

/** Serves the metadata that names the authorization server (RFC 9728). Open to everyone, in the mode `jwt` only. */
@Injectable()
export class ProtectedResourceRoutes implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost<FastifyAdapter>,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
  ) {}

  onModuleInit(): void {
    const { auth, scopes } = this.options;
    if (auth.mode !== 'jwt') return;
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    const document = protectedResource(auth, scopes);
    for (const path of metadataPaths(auth.resource)) {
      server.get(path, async (_request, reply) => reply.headers(HEADERS).send(document));
      server.options(path, async (_request, reply) => reply.code(204).headers(PREFLIGHT).send());
    }
  }
}
