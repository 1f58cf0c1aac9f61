import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { spansOf, type ReceivedSpan } from './otlp.js';
import type { Variables } from './program.js';
import { waitFor } from './wait-for.js';

/** One export as it came in. */
export interface Export {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A collector of traces: it takes OTLP over HTTP and keeps what it gets. */
export interface Collector {
  /** Settings that lead a service to it, and make it export soon. */
  readonly variables: Variables;
  readonly exports: readonly Export[];
  readonly spans: readonly ReceivedSpan[];
  /** The spans with this attribute of one call, once there are so many of its trace. */
  trace(requestId: string, count: number): Promise<{ call: ReceivedSpan; attempts: ReceivedSpan[] }>;
  close(): Promise<void>;
}

/** Starts one. It answers with the given status, or not at all when that is 0. */
export async function startCollector(status = 200): Promise<Collector> {
  const exports: Export[] = [];
  const received: ReceivedSpan[] = [];
  const keep = async (request: IncomingMessage): Promise<void> => {
    const body = await buffer(request);
    exports.push({ path: request.url ?? '', headers: request.headers, body });
    received.push(...spansOf(body));
  };
  const server = createServer((request, response) => {
    void keep(request).then(() => {
      if (status > 0) response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end();
      return undefined;
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    variables: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_BSP_SCHEDULE_DELAY: '20' },
    exports,
    spans: received,
    trace: async (requestId, count) => {
      const callOf = (): ReceivedSpan | undefined =>
        received.find(({ attributes }) => attributes['orvion.request_id'] === requestId);
      const all = (): ReceivedSpan[] => received.filter(({ traceId }) => traceId === callOf()?.traceId);
      await waitFor(() => all().length >= count);
      const call = callOf() as ReceivedSpan;
      return { call, attempts: all().filter(({ parentSpanId }) => parentSpanId === call.spanId) };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
