import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultKind, FaultRule } from './fault-rule.js';
import { FaultsService } from './faults.service.js';

/** Faults that make the sandbox close the connection, which must not count as a client that disconnected. */
const BREAK_THE_CONNECTION: readonly FaultKind[] = ['reset-before-commit', 'reset-after-commit', 'half-body'];

const HUGE_BYTES = 20_000_000;
const HTML = '<!doctype html><title>Bad gateway</title><h1>502 Bad Gateway</h1>';

/** Injects faults into requests to the API: some before the endpoint runs, some after it has committed. */
@Injectable()
export class FaultHooks implements OnModuleInit {
  private readonly fired = new WeakMap<FastifyRequest, FaultRule>();
  private readonly broken = new WeakSet<FastifyReply['raw']>();

  constructor(
    private readonly adapter: HttpAdapterHost<FastifyAdapter>,
    private readonly faults: FaultsService,
  ) {}

  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('preHandler', async (request, reply) => this.beforeHandler(request, reply));
    server.addHook('onSend', async (request, reply, payload) => this.beforeSend(request, reply, payload));
  }

  private async beforeHandler(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (!request.url.startsWith('/v1')) return undefined;
    const { authorization, ...headers } = request.headers;
    const seen = { ...headers, ...(authorization !== undefined && { authorization: '[present]' }) };
    const rule = this.faults.take({ method: request.method, url: request.url, headers: seen });
    const disconnected = this.disconnectSignal(reply);
    if (!rule) return undefined;
    this.fired.set(request, rule);
    if (rule.delay_ms > 0) await delay(rule.delay_ms, undefined, { signal: disconnected }).catch(() => undefined);
    if (disconnected.aborted) return reply.hijack();
    if (BREAK_THE_CONNECTION.includes(rule.kind)) this.broken.add(reply.raw);
    return respondInstead(rule, reply);
  }

  private beforeSend(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
    const rule = this.fired.get(request);
    const text = typeof payload === 'string' ? payload : '';
    switch (rule?.kind) {
      case 'reset-after-commit':
        reply.raw.socket?.destroy();
        return payload;
      case 'half-body':
        reply.header('content-length', Buffer.byteLength(text));
        return Readable.from(brokenHalf(text));
      case 'empty':
        reply.code(204).removeHeader('content-type').removeHeader('content-length');
        return '';
      default:
        return payload;
    }
  }

  private disconnectSignal({ raw }: FastifyReply): AbortSignal {
    const controller = new AbortController();
    raw.once('close', () => {
      if (raw.writableFinished || this.broken.has(raw)) return;
      this.faults.noteAbort();
      controller.abort();
    });
    return controller.signal;
  }
}

/** Responds in place of the endpoint, for faults that keep it from running. */
function respondInstead({ kind, status, headers, body }: FaultRule, reply: FastifyReply): unknown {
  switch (kind) {
    case 'reset-before-commit':
      reply.hijack();
      return reply.raw.socket?.destroy();
    case 'status':
      return reply
        .code(status ?? 500)
        .header('content-type', 'application/json')
        .headers(headers)
        .send(body ?? '{"detail":"A fault was asked for"}');
    case 'html':
      return reply
        .code(status ?? 502)
        .header('content-type', 'text/html')
        .send(HTML);
    case 'not-json':
      return reply
        .code(status ?? 200)
        .header('content-type', 'application/json')
        .send('{"id": "inv_');
    case 'wrong-shape':
      return reply.code(status ?? 200).send({ items: 'none of the promised fields' });
    case 'redirect':
      return reply
        .code(status ?? 307)
        .header('location', headers.location ?? 'http://127.0.0.1:1/')
        .send('');
    case 'huge-body':
      return reply
        .code(200)
        .header('content-type', 'application/json')
        .send(`"${'x'.repeat(HUGE_BYTES)}"`);
    default:
      return undefined;
  }
}

async function* brokenHalf(text: string): AsyncGenerator<string> {
  yield text.slice(0, text.length / 2);
  // The first half must have been sent before the connection breaks.
  await delay(20);
  throw new Error('broken on purpose');
}
