import { NestFactory } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { AppModule } from '../../app.module.js';
import type { ServiceConfig } from '../../config/config.js';
import { UpstreamClient } from '../../upstream/upstream.client.js';
import { UpstreamError } from '../../upstream/upstream.error.js';
import { checkClock } from './clock.js';
import type { Finding } from './finding.js';
import { noResponseFindings, responseFindings } from './response.js';

/** It changes nothing, and every key should be allowed to send it. */
const REQUEST = { method: 'GET', path: '/invoices', query: { limit: 1 }, repeat: 'unsent' } as const;

/** Requests an invoice as the tools do, and checks address, key and clock by the response. The signal cancels the request. */
export async function checkBackend(config: ServiceConfig, signal: AbortSignal): Promise<Finding[]> {
  const app = await NestFactory.createApplicationContext(AppModule.core(config), {
    logger: false,
    abortOnError: false,
  });
  // Not `AbortSignal.any` with a timeout: Node 20 may collect the timeout before it fires, as nothing else holds it.
  const request = new AbortController();
  const timeout = new DOMException('The backend took too long', 'TimeoutError');
  const timer = setTimeout(() => request.abort(timeout), config.callTimeoutMs);
  signal.addEventListener('abort', () => request.abort());
  const deadline = performance.now() + config.callTimeoutMs;
  const sentMs = Date.now();
  try {
    const scope = { cancellation: request.signal, deadline, requestId: randomUUID() };
    const response = await app.get(UpstreamClient).request(REQUEST, scope);
    const clock = checkClock(response.header('date'), sentMs, Date.now());
    return [...responseFindings(response, config.upstream.apiKey !== undefined), clock];
  } catch (thrown) {
    if (thrown instanceof UpstreamError) return noResponseFindings(thrown.reason);
    throw thrown;
  } finally {
    clearTimeout(timer);
    await app.close();
  }
}
