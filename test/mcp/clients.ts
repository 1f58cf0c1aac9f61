import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const INFO = { name: 'tests', version: '1.0.0' };

/** A client of 2026-07-28. */
export async function modernClient(endpoint: string): Promise<Client> {
  const client = new Client(INFO, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(new StreamableHTTPClientTransport(new URL(endpoint)));
  return client;
}

/** A client of 2025-11-25, of the generation that most agents contain. */
export async function legacyClient(endpoint: string): Promise<ClientV1> {
  const client = new ClientV1(INFO);
  await client.connect(new HttpV1(new URL(endpoint)));
  return client;
}
