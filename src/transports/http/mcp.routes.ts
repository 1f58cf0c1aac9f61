import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Challenges } from '../../auth/challenge.js';
import { Lifecycle } from '../../health/lifecycle.js';
import { McpHttpEndpoint, type HttpAnswer, type Refused } from '../../mcp/protocol/http-endpoint.js';
import {
  decodeMessage,
  internalError,
  invalidRequest,
  unavailable,
  type Decoded,
  type JsonRpcFault,
} from '../../mcp/protocol/json-rpc.js';
import { CallLog } from '../../observability/call-log.js';
import { Telemetry } from '../../observability/telemetry.js';
import { ANYONE, type Caller } from '../../mcp/invocation/caller.js';
import type { Cancellation } from '../../cancellation/cancellation.js';
import { REQUEST_CHECKS, type Refusal, type RequestCheck } from './checks/request-check.js';
import { MAX_BODY_BYTES } from './http-server.options.js';
import { onceClosed } from './once-closed.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * The `/mcp` endpoint as Fastify routes: a Nest controller with guards and an interceptor costs as much per call as
 * everything else together, and its errors would not be JSON-RPC.
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
      const settle = (refusal: Refusal | undefined): void => void (refusal ? this.refuse(reply, refusal) : done());
      const refusal = this.firstRefusal(request, reply);
      if (refusal instanceof Promise) refusal.then(settle, done);
      else settle(refusal);
    });
    mcp.removeAllContentTypeParsers();
    mcp.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
      done(null, decodeMessage(body));
    });
    mcp.setErrorHandler<FastifyError>((error, request, reply) => this.answerError(error, request, reply));
  }

  /** Waits for nothing unless a check does: a hook with a promise costs as much as all checks. */
  private firstRefusal(request: FastifyRequest, reply: FastifyReply, from = 0): ReturnType<RequestCheck['refuse']> {
    for (let at = from; at < this.checks.length; at += 1) {
      const outcome = this.checks[at]!.refuse(request, reply);
      if (outcome instanceof Promise)
        return outcome.then((refusal) => refusal ?? this.firstRefusal(request, reply, at + 1));
      if (outcome) return outcome;
    }
    return undefined;
  }

  private addRoutes(mcp: FastifyInstance): void {
    mcp.post<{ Body: Decoded | undefined }>(
      '/mcp',
      async ({ body = decodeMessage(Buffer.alloc(0)), caller, headers }, reply) => {
        if ('fault' in body) return reply.code(400).send(body.fault);
        // Until the answer has left, not only until it is known.
        onceClosed(reply, this.lifecycle.enter());
        const exchange = { message: body, caller, headers, onCancel: disconnection(reply) };
        return this.send(await this.endpoint.answer(exchange), caller, reply);
      },
    );
    mcp.route({
      // No stream to open and no session to end. A 404 here makes some clients show no tools at all.
      method: ['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'],
      url: '/mcp',
      handler: async (_request, reply) =>
        reply.code(405).header('allow', 'POST').send(invalidRequest('Send messages with POST')),
    });
  }

  private send(
    answer: HttpAnswer | Refused,
    caller: Caller,
    reply: FastifyReply,
  ): FastifyReply | Promise<FastifyReply> {
    if (typeof answer === 'string') return reply.header('content-type', JSON_TYPE).send(answer);
    if (answer === undefined) return reply.code(202).send();
    if ('fault' in answer) return reply.code(400).send(answer.fault);
    if ('missingScope' in answer) return this.refuseScope(answer.missingScope, caller, answer.id, reply);
    return sendResponse(answer, reply);
  }

  private refuseScope(missing: string, caller: Caller, id: JsonRpcFault['id'], reply: FastifyReply): FastifyReply {
    const challenge = this.challenges.insufficientScope(caller, missing);
    const message = `This request needs the scope ${missing}, which the token does not have`;
    const headers = { 'www-authenticate': challenge };
    return this.refuse(reply, { reason: 'insufficient_scope', status: 403, message, headers }, id);
  }

  private refuse(
    reply: FastifyReply,
    { reason, status, message, headers = {} }: Refusal,
    id?: JsonRpcFault['id'],
  ): FastifyReply {
    this.telemetry.refused(reason);
    reply.code(status).headers(headers);
    return reply.send(status >= 500 ? unavailable(message) : invalidRequest(message, id));
  }

  private answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { statusCode = 500 } = error;
    reply.code(statusCode);
    if (statusCode === 413) return reply.send(invalidRequest(`A message may have at most ${MAX_BODY_BYTES} bytes`));
    if (statusCode === 415) return reply.send(invalidRequest('Send Content-Type: application/json'));
    if (statusCode < 500) return reply.send(invalidRequest('The request could not be read'));
    this.log.crashed(error, request.id);
    return reply.send(internalError());
  }
}

/** Tells of a client that goes away before its answer is complete, in both protocol eras: see docs/decisions. */
const disconnection =
  (reply: FastifyReply): Cancellation =>
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
