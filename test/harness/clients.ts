import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { cleanEnvironment, ENTRY, type Variables } from './program.js';

/** The envelope as a client receives it. */
export interface Envelope {
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

/** Resources, templates and prompts as a client sees them. */
export interface Lists {
  readonly resources: readonly Listed[];
  readonly resourceTemplates: readonly Listed[];
  readonly prompts: readonly ListedPrompt[];
}

export interface Listed {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly uri?: string;
  readonly uriTemplate?: string;
}

export interface ListedPrompt extends Listed {
  readonly arguments?:
    readonly { name: string; description?: string | undefined; required?: boolean | undefined }[] | undefined;
}

/** An argument, by the prompt or the resource template that has it. */
export type Completed =
  | { readonly type: 'ref/prompt'; readonly name: string; readonly argument: string }
  | { readonly type: 'ref/resource'; readonly uri: string; readonly argument: string };

/** What the tests need of a client, whatever its generation. */
export interface TestClient {
  readonly protocolVersion: string | undefined;
  readonly instructions: string | undefined;
  readonly capabilities: Readonly<Record<string, unknown>> | undefined;
  /** Every list besides that of the tools. */
  lists(): Promise<Lists>;
  /** The text of a resource, parsed. */
  read(uri: string): Promise<unknown>;
  /** The messages of a prompt, each of them text. */
  prompt(name: string, args?: Record<string, string>): Promise<string[]>;
  complete(completed: Completed, value: string): Promise<string[]>;
  tools(): Promise<ListedTool[]>;
  /** The envelope of a call, after checking that all its forms agree. */
  call(name: string, args?: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<Envelope>;
  close(): Promise<void>;
}

/** Where a client connects to. */
export type Target =
  | { readonly endpoint: string; readonly token?: string }
  | { readonly args: readonly string[]; readonly variables: Variables };

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

const withToken = ({ token }: { token?: string }) =>
  token === undefined ? {} : { requestInit: { headers: { authorization: `Bearer ${token}` } } };

interface CallResult {
  readonly isError?: boolean | undefined;
  readonly structuredContent?: unknown;
  readonly content?: unknown;
}

/** The three places that tell the outcome have to tell the same. */
function envelopeOf({ isError, structuredContent, content }: CallResult): Envelope {
  const response = structuredContent as Envelope;
  const [block, ...more] = content as { type: string; text: string }[];
  expect(more).toEqual([]);
  expect(block?.type).toBe('text');
  expect(JSON.parse(block?.text ?? '')).toEqual(response);
  expect(isError ?? false).toBe(!response.ok);
  expect(response.ok ? response.error : response.data).toBeNull();
  return response;
}

/** The part that both generations of clients have in the same form. */
function listsOf(client: ClientV1 | ClientV2): Omit<TestClient, 'protocolVersion' | 'tools' | 'call' | 'close'> {
  return {
    instructions: client.getInstructions(),
    capabilities: client.getServerCapabilities(),
    lists: async () => ({
      resources: (await client.listResources()).resources,
      resourceTemplates: (await client.listResourceTemplates()).resourceTemplates,
      prompts: (await client.listPrompts()).prompts,
    }),
    read: async (uri) => {
      const { contents, _meta } = await client.readResource({ uri });
      const [content, ...more] = contents;
      expect(more).toEqual([]);
      expect(content).toMatchObject({ uri, mimeType: 'application/json' });
      expect(_meta?.['sh.orvion/request_id']).toEqual(expect.any(String));
      return JSON.parse(content && 'text' in content ? content.text : '');
    },
    prompt: async (name, args = {}) => {
      const { messages, _meta } = await client.getPrompt({ name, arguments: args });
      expect(_meta?.['sh.orvion/request_id']).toEqual(expect.any(String));
      return messages.map(({ role, content }) => {
        expect([role, content.type]).toEqual(['user', 'text']);
        return (content as { text: string }).text;
      });
    },
    complete: async ({ argument, ...ref }, value) =>
      (await client.complete({ ref, argument: { name: argument, value } })).completion.values,
  };
}

const v2 = (name: string, mode: 'auto' | { pin: string }): Generation => ({
  name,
  protocolVersion: '2026-07-28',
  connect: async (target) => {
    const client = new ClientV2(INFO, { versionNegotiation: { mode } });
    await client.connect(
      'endpoint' in target
        ? new HttpV2(new URL(target.endpoint), withToken(target))
        : new StdioV2(stdioOptions(target)),
    );
    return {
      ...listsOf(client),
      protocolVersion: client.getNegotiatedProtocolVersion(),
      tools: async () => (await client.listTools()).tools,
      call: async (tool, args = {}, options = {}) =>
        envelopeOf(await client.callTool({ name: tool, arguments: args }, options)),
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
    const transport = isHttp
      ? new HttpV1(new URL(target.endpoint), withToken(target))
      : new StdioV1(stdioOptions(target));
    await client.connect(transport);
    return {
      ...listsOf(client),
      // The client does not tell the version; its HTTP transport does.
      protocolVersion: transport instanceof HttpV1 ? transport.protocolVersion : '2025-11-25',
      tools: async () => (await client.listTools()).tools,
      call: async (tool, args = {}, options = {}) =>
        envelopeOf((await client.callTool({ name: tool, arguments: args }, undefined, options)) as CallResult),
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
