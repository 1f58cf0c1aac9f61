import { AxiosHeaders, type AxiosAdapter, type AxiosResponse } from 'axios';
import type { Socket } from 'node:net';
import { buildConnector, Pool } from 'undici';
import type { CancellationSignal } from '../cancellation/cancellation-source.js';
import { ResponseReader, type ReceivedResponse } from './response-reader.js';
import type { UpstreamOptions } from './upstream.options.js';

/** Uvicorn closes idle connections after 5 s; letting go first avoids writing into one that is just being closed. */
const IDLE_MS = 4_000;
/** A thousand invoices, the most one page can hold, are under 1 MB. */
const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
/** Calls have a deadline of their own, which covers connecting, headers and body. */
const NO_TIMEOUT = 0;

/**
 * Sends requests of axios through a pool of connections to the backend: its own HTTP adapter costs several times as much
 * per call. Redirects are answers and proxies of the environment are not used, as either would learn the key.
 * The adapter rejects with an `UpstreamFault`.
 */
export function undiciAdapter({
  baseUrl,
  concurrency,
}: Pick<UpstreamOptions, 'baseUrl' | 'concurrency'>): AxiosAdapter {
  const { origin } = new URL(baseUrl);
  // Idle connections do not keep the process alive, so nothing has to close the pool.
  const pool = new Pool(origin, {
    connect: countingConnector(),
    connections: concurrency.limit,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    headersTimeout: NO_TIMEOUT,
    bodyTimeout: NO_TIMEOUT,
    maxResponseSize: MAX_RESPONSE_BYTES,
  });
  return (config) => {
    const { method = 'get', url = '', headers, data, signal } = config;
    const request = {
      method: method.toUpperCase(),
      path: url.slice(origin.length),
      headers: (headers instanceof AxiosHeaders ? headers.toJSON() : headers) as Record<string, string>,
      body: data as string | undefined,
    };
    return new Promise((resolve, reject) => {
      const onResponse = ({ status, headers: received, data: text }: ReceivedResponse): void =>
        resolve({ status, statusText: '', headers: received as AxiosResponse['headers'], data: text, config });
      pool.dispatch(request, new ResponseReader(signal as CancellationSignal, onResponse, reject));
    });
  };
}

/** Notes on the error of a connection how much it has carried: that tells a kept one from one that never worked. */
function countingConnector(): buildConnector.connector {
  const connect = buildConnector({ timeout: NO_TIMEOUT });
  return (options, done) =>
    connect(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error) return done(error, null);
      const connected: Socket = socket;
      connected.prependListener('error', (fault) =>
        Object.assign(fault, { socket: { bytesRead: connected.bytesRead } }),
      );
      done(null, socket);
    });
}
