import { AxiosHeaders, type AxiosAdapter, type AxiosResponse } from 'axios';
import type { Socket } from 'node:net';
import { buildConnector, Pool } from 'undici';
import type { CancellationSignal } from '../cancellation/cancellation-source.js';
import { ResponseReader, type ReceivedResponse } from './response-reader.js';
import type { UpstreamOptions } from './upstream.options.js';

/** Uvicorn closes idle connections after 5 s. Closing them earlier avoids writing to one that is about to be closed. */
const IDLE_MS = 4_000;
/** One page holds at most a thousand invoices, which is less than 1 MB. */
const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
/** Every call has its own deadline, which covers connecting, headers and body. */
const NO_TIMEOUT = 0;

/** For requests of other modules, which may bring no signal. */
const NEVER_ABORTED = new AbortController().signal;
const FOREIGN_ADDRESS =
  'This HttpService sends to the backend only: begin the URL with the address of UPSTREAM_OPTIONS';

/**
 * Creates an axios adapter that sends requests through an undici connection pool, because the HTTP adapter of axios costs
 * several times as much per call. It does not follow redirects and ignores proxy settings of the environment: either would
 * see the key. It rejects with an `UpstreamError`.
 */
export function undiciAdapter({
  baseUrl,
  concurrency,
}: Pick<UpstreamOptions, 'baseUrl' | 'concurrency'>): AxiosAdapter {
  const { origin } = new URL(baseUrl);
  // Idle connections do not keep the process alive, so the pool needs no closing.
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
    const { method = 'get', url = '', headers, data, signal = NEVER_ABORTED } = config;
    if (!url.startsWith(`${origin}/`)) return Promise.reject(new Error(FOREIGN_ADDRESS));
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

/** Adds the bytes read so far to a connection's error, which shows whether the connection had worked before. */
function countingConnector(): buildConnector.connector {
  const connect = buildConnector({ timeout: NO_TIMEOUT });
  return (options, done) =>
    connect(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error) return done(error, null);
      const connected: Socket = socket;
      connected.prependListener('error', (socketError) =>
        Object.assign(socketError, { socket: { bytesRead: connected.bytesRead } }),
      );
      done(null, socket);
    });
}
