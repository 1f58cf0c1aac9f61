import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Challenges } from '../../auth/challenge.js';
import { Lifecycle } from '../../health/lifecycle.js';
import {
  ANYONE,
  decodeMessage,
  internalError,
  invalidRequest,
  McpHttpEndpoint,
  unavailable,
  type Caller,
  type Decoded,
  type EndpointRejection,
  type EndpointResponse,
  type JsonRpcErrorResponse,
} from '../../mcp/index.js';
import { CallLog } from '../../observability/call-log.js';
import { Telemetry } from '../../observability/telemetry.js';
import type { OnCancel } from '../../cancellation/on-cancel.js';
import { REQUEST_CHECKS, type HttpRejection, type RequestCheck } from './checks/request-check.js';
import { MAX_BODY_BYTES } from './http-server.options.js';
import { onceClosed } from './once-closed.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * The `/mcp` endpoint as Fastify routes: a Nest controller with guards and an interceptor would double the cost of a call,
 * and its errors would not be JSON-RPC.
 */
@Injectable()
export class McpRoutes implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost<FastifyAdapter>,
    private readonly endpoint: McpHttpEndpoint,
    private readonly lifecycle: Lifecycle,
    private readonly log: CallLog,
    private readonly challenges: Challenges,
    private readonly telemetry: Telemetry,
    @Inject(REQUEST_CHECKS) private readonly checks: readonly RequestCheck[],
  ) {}

  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    void server.register((mcp, _options, done) => {
      this.addChecks(mcp);
      this.addRoutes(mcp);
      done();
    });
  }

  private addChecks(mcp: FastifyInstance): void {
    mcp.decorateRequest('caller');
    mcp.addHook('onRequest', (request, reply, done) => {
      request.caller = ANYONE;
      const settle = (rejection: HttpRejection | undefined): void =>
        void (rejection ? this.reject(reply, rejection) : done());
      const rejection = this.firstRejection(request, reply);
      if (rejection instanceof Promise) rejection.then(settle, done);
      else settle(rejection);
    });
    mcp.removeAllContentTypeParsers();
    mcp.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
      done(null, decodeMessage(body));
    });
    mcp.setErrorHandler<FastifyError>((error, request, reply) => this.sendError(error, request, reply));
  }

  /** Returns a promise only when a check does: an asynchronous hook costs as much as all checks together. */
  private firstRejection(request: FastifyRequest, reply: FastifyReply, from = 0): ReturnType<RequestCheck['check']> {
    for (let at = from; at < this.checks.length; at += 1) {
      const outcome = this.checks[at]!.check(request, reply);
      if (outcome instanceof Promise)
        return outcome.then((rejection) => rejection ?? this.firstRejection(request, reply, at + 1));
      if (outcome) return outcome;
    }
    return undefined;
  }

  private addRoutes(mcp: FastifyInstance): void {
    mcp.post<{ Body: Decoded | undefined }>(
      '/mcp',
      async ({ body = decodeMessage(Buffer.alloc(0)), caller, headers }, reply) => {
        if ('error' in body) return reply.code(400).send(body.error);
        // The call is in flight until its response is sent, not only until it is known.
        onceClosed(reply, this.lifecycle.enter());
        const request = { message: body, caller, headers, onCancel: onDisconnect(reply) };
        return this.send(await this.endpoint.handle(request), caller, reply);
      },
    );
    mcp.route({
      // There is no stream to open and no session to end. A 404 here makes some clients show no tools.
      method: ['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'],
      url: '/mcp',
      handler: async (_request, reply) =>
        reply.code(405).header('allow', 'POST').send(invalidRequest('Send messages with POST')),
    });
  }

  private send(
    response: EndpointResponse | EndpointRejection,
    caller: Caller,
    reply: FastifyReply,
  ): FastifyReply | Promise<FastifyReply> {
    if (typeof response === 'string') return reply.header('content-type', JSON_TYPE).send(response);
    if (response === undefined) return reply.code(202).send();
    if ('error' in response) return reply.code(400).send(response.error);
    if ('missingScope' in response) return this.rejectScope(response.missingScope, caller, response.id, reply);
    return sendResponse(response, reply);
  }

  private rejectScope(
    missing: string,
    caller: Caller,
    id: JsonRpcErrorResponse['id'],
    reply: FastifyReply,
  ): FastifyReply {
    const challenge = this.challenges.insufficientScope(caller, missing);
    const message = `This request needs the scope ${missing}, which the token does not have`;
    const headers = { 'www-authenticate': challenge };
    return this.reject(reply, { reason: 'insufficient_scope', status: 403, message, headers }, id);
  }

  private reject(
    reply: FastifyReply,
    { reason, status, message, headers = {} }: HttpRejection,
    id?: JsonRpcErrorResponse['id'],
  ): FastifyReply {
    this.telemetry.rejected(reason);
    reply.code(status).headers(headers);
    return reply.send(status >= 500 ? unavailable(message) : invalidRequest(message, id));
  }

  private sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { statusCode = 500 } = error;
    reply.code(statusCode);
    if (statusCode === 413) return reply.send(invalidRequest(`A message may have at most ${MAX_BODY_BYTES} bytes`));
    if (statusCode === 415) return reply.send(invalidRequest('Send Content-Type: application/json'));
    if (statusCode < 500) return reply.send(invalidRequest('The request could not be read'));
    this.log.crashed(error, request.id);
    return reply.send(internalError());
  }
}

/** Cancels a call when its client disconnects before the response is complete, in both protocol eras: see docs/decisions/client-disconnect.md. */
const onDisconnect =
  (reply: FastifyReply): OnCancel =>
  (listener) =>
    onceClosed(reply, () => {
      if (!reply.raw.writableFinished) listener(new DOMException('The client went away', 'AbortError'));
    });

async function sendResponse(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(response.status).headers(Object.fromEntries(response.headers));
  if (!response.body) return reply.send();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  return reply.send(isStream ? Readable.fromWeb(response.body) : await response.text());
}
