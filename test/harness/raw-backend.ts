import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Variables } from './program.js';

/** A server that answers as the test says, for answers that no proper API gives. */
export interface RawBackend {
  readonly origin: string;
  /** Settings that lead a service to it. */
  readonly variables: Variables;
  readonly requests: IncomingMessage[];
  close(): Promise<void>;
}

export async function startRawBackend(listener: RequestListener): Promise<RawBackend> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    variables: { AGENTPAY_API_BASE_URL: `${origin}/v1`, AGENTPAY_API_KEY: 'test_raw_key' },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
