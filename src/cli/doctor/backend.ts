import { NestFactory } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { AppModule } from '../../app.module.js';
import type { ServiceConfig } from '../../config/config.js';
import { UpstreamClient } from '../../upstream/upstream.client.js';
import { UpstreamError } from '../../upstream/upstream.error.js';
import { noAnswer, readAnswer } from './answer.js';
import { checkClock } from './clock.js';
import type { Finding } from './finding.js';

/** The one request that changes nothing and that every key needs. */
const REQUEST = { method: 'GET', path: '/invoices', query: { limit: 1 }, repeat: 'unsent' } as const;

/** Asks the backend for an invoice in the way the tools do, and judges address, key and clock by the answer. A stop ends the wait. */
export async function checkBackend(config: ServiceConfig, stop: AbortSignal): Promise<Finding[]> {
  const app = await NestFactory.createApplicationContext(AppModule.core(config), {
    logger: false,
    abortOnError: false,
  });
  // Not `AbortSignal.any` of a timeout: Node 20 may collect that before it fires, as nothing else holds it.
  const wait = new AbortController();
  const late = new DOMException('The backend took too long', 'TimeoutError');
  const timer = setTimeout(() => wait.abort(late), config.callTimeoutMs);
  stop.addEventListener('abort', () => wait.abort());
  const deadline = performance.now() + config.callTimeoutMs;
  const askedMs = Date.now();
  try {
    const scope = { cancellation: wait.signal, deadline, requestId: randomUUID() };
    const answer = await app.get(UpstreamClient).request(REQUEST, scope);
    const clock = checkClock(answer.header('date'), askedMs, Date.now());
    return [...readAnswer(answer, config.upstream.apiKey !== undefined), clock];
  } catch (thrown) {
    if (thrown instanceof UpstreamError) return noAnswer(thrown.reason);
    throw thrown;
  } finally {
    clearTimeout(timer);
    await app.close();
  }
}
