import { Client, StreamableHTTPClientTransport, type Progress } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const INFO = { name: 'tests', version: '1.0.0' };

export interface CallResult {
  readonly content?: unknown;
  readonly structuredContent?: unknown;
  readonly isError?: boolean;
}

/** What the tests need of a client, whatever its generation. */
export interface CallingClient {
  call(
    name: string,
    args?: Record<string, unknown>,
    options?: { onprogress?: (step: Progress) => void; signal?: AbortSignal },
  ): Promise<CallResult>;
  close(): Promise<void>;
}

/** A client of 2026-07-28. */
export async function modernClient(endpoint: string): Promise<Client> {
  const client = new Client(INFO, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(new StreamableHTTPClientTransport(new URL(endpoint)));
  return client;
}

/** A client of 2025-11-25, of the generation that most agents contain. */
async function legacyClient(endpoint: string): Promise<ClientV1> {
  const client = new ClientV1(INFO);
  await client.connect(new HttpV1(new URL(endpoint)));
  return client;
}

const modern = async (endpoint: string): Promise<CallingClient> => {
  const client = await modernClient(endpoint);
  return {
    call: async (name, args = {}, options = {}) => client.callTool({ name, arguments: args }, options),
    close: async () => client.close(),
  };
};

const legacy = async (endpoint: string): Promise<CallingClient> => {
  const client = await legacyClient(endpoint);
  return {
    call: async (name, args = {}, options = {}) =>
      (await client.callTool({ name, arguments: args }, undefined, options)) as CallResult,
    close: async () => client.close(),
  };
};

/** The revisions whose wire differs, and how to connect in each. */
export const ERAS = [
  { era: '2026-07-28', isModern: true, connect: modern },
  { era: '2025-11-25', isModern: false, connect: legacy },
] as const;
