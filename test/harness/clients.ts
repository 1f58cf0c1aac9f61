import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { cleanEnvironment, ENTRY, type Variables } from './program.js';

/** The envelope as a client receives it. */
export interface Answer {
  readonly ok: boolean;
  readonly data: Record<string, unknown> | null;
  readonly error: { code: string; message: string; details: Record<string, unknown> } | null;
}

/** A tool as a client sees it. */
export interface ListedTool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly annotations?: Record<string, unknown>;
  readonly inputSchema: Record<string, unknown>;
  readonly outputSchema?: Record<string, unknown>;
}

/** What the tests need of a client, whatever its generation. */
export interface TestClient {
  readonly protocolVersion: string | undefined;
  tools(): Promise<ListedTool[]>;
  /** The envelope of a call, after checking that all its forms agree. */
  call(name: string, args?: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<Answer>;
  close(): Promise<void>;
}

/** Where a client connects to. */
export type Target =
  { readonly endpoint: string } | { readonly args: readonly string[]; readonly variables: Variables };

export interface Generation {
  readonly name: string;
  readonly protocolVersion: string;
  connect(target: Target): Promise<TestClient>;
}

const INFO = { name: 'orvion-tests', version: '1.0.0' };

const stdioOptions = ({ args, variables }: Extract<Target, { args: unknown }>) => {
  const env = cleanEnvironment(variables);
  return { command: process.execPath, args: [ENTRY, ...args], env, cwd: env.HOME, stderr: 'ignore' as const };
};

interface CallResult {
  readonly isError?: boolean | undefined;
  readonly structuredContent?: unknown;
  readonly content?: unknown;
}

/** The three places that tell the outcome have to tell the same. */
function answerOf({ isError, structuredContent, content }: CallResult): Answer {
  const answer = structuredContent as Answer;
  const [block, ...more] = content as { type: string; text: string }[];
  expect(more).toEqual([]);
  expect(block?.type).toBe('text');
  expect(JSON.parse(block?.text ?? '')).toEqual(answer);
  expect(isError ?? false).toBe(!answer.ok);
  expect(answer.ok ? answer.error : answer.data).toBeNull();
  return answer;
}

const v2 = (name: string, mode: 'auto' | { pin: string }): Generation => ({
  name,
  protocolVersion: '2026-07-28',
  connect: async (target) => {
    const client = new ClientV2(INFO, { versionNegotiation: { mode } });
    await client.connect(
      'endpoint' in target ? new HttpV2(new URL(target.endpoint)) : new StdioV2(stdioOptions(target)),
    );
    return {
      protocolVersion: client.getNegotiatedProtocolVersion(),
      tools: async () => (await client.listTools()).tools,
      call: async (tool, args = {}, options = {}) =>
        answerOf(await client.callTool({ name: tool, arguments: args }, options)),
      close: async () => client.close(),
    };
  },
});

const v1: Generation = {
  name: 'client 1.x',
  protocolVersion: '2025-11-25',
  connect: async (target) => {
    const client = new ClientV1(INFO);
    const isHttp = 'endpoint' in target;
    const transport = isHttp ? new HttpV1(new URL(target.endpoint)) : new StdioV1(stdioOptions(target));
    await client.connect(transport);
    return {
      // The client does not tell the version; its HTTP transport does.
      protocolVersion: transport instanceof HttpV1 ? transport.protocolVersion : '2025-11-25',
      tools: async () => (await client.listTools()).tools,
      call: async (tool, args = {}, options = {}) =>
        answerOf((await client.callTool({ name: tool, arguments: args }, undefined, options)) as CallResult),
      close: async () => client.close(),
    };
  },
};

/** The clients that most agents contain, and the newest. */
export const GENERATIONS: readonly Generation[] = [
  v2('client 2.x pinned to 2026-07-28', { pin: '2026-07-28' }),
  v2('client 2.x, automatic', 'auto'),
  v1,
];
