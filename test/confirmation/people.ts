import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Answer, Target } from '../harness/clients.js';
import { cleanEnvironment, ENTRY } from '../harness/program.js';

/** What a person sees: the text, and what there is to fill in. */
export interface Shown {
  readonly message: string;
  readonly requestedSchema: unknown;
}

/** A person in front of a client; answers what is asked, or breaks. */
export type PersonAtClient = (shown: Shown) => Promise<PersonAnswer> | PersonAnswer;

export type PersonAnswer =
  { readonly action: 'accept'; readonly content: Record<string, boolean> } | { readonly action: 'decline' | 'cancel' };

export interface AttendedClient {
  call(name: string, args: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<Answer>;
  close(): Promise<void>;
}

export interface AttendedGeneration {
  readonly name: string;
  readonly isModern: boolean;
  /** Connects; without a person the client says nothing of being able to ask one. */
  connect(target: Target, person?: PersonAtClient): Promise<AttendedClient>;
}

const INFO = { name: 'orvion-tests', version: '1.0.0' };

const ASKS = { capabilities: { elicitation: {} } };

const stdioOptions = ({ args, variables }: Extract<Target, { args: unknown }>) => {
  const env = cleanEnvironment(variables);
  return { command: process.execPath, args: [ENTRY, ...args], env, cwd: env.HOME, stderr: 'ignore' as const };
};

const answerOf = (result: unknown): Answer => (result as { structuredContent: Answer }).structuredContent;

const v2 = (name: string, mode: 'legacy' | { pin: string }): AttendedGeneration => ({
  name,
  isModern: mode !== 'legacy',
  connect: async (target, person) => {
    const client = new ClientV2(INFO, { versionNegotiation: { mode }, ...(person && ASKS) });
    if (person) client.setRequestHandler('elicitation/create', async ({ params }) => person(params as Shown));
    await client.connect(
      'endpoint' in target ? new HttpV2(new URL(target.endpoint)) : new StdioV2(stdioOptions(target)),
    );
    return {
      call: async (tool, args, options = {}) =>
        answerOf(await client.callTool({ name: tool, arguments: args }, options)),
      close: async () => client.close(),
    };
  },
});

const v1: AttendedGeneration = {
  name: 'client 1.x',
  isModern: false,
  connect: async (target, person) => {
    const client = new ClientV1(INFO, person && ASKS);
    if (person) client.setRequestHandler(ElicitRequestSchema, async ({ params }) => person(params as Shown));
    await client.connect(
      'endpoint' in target ? new HttpV1(new URL(target.endpoint)) : new StdioV1(stdioOptions(target)),
    );
    return {
      call: async (tool, args, options = {}) =>
        answerOf(await client.callTool({ name: tool, arguments: args }, undefined, options)),
      close: async () => client.close(),
    };
  },
};

/** Clients with somebody in front of them, of both generations and both eras. */
export const ATTENDED: readonly AttendedGeneration[] = [
  v2('client 2.x, 2026-07-28', { pin: '2026-07-28' }),
  v2('client 2.x, as before 2026-07-28', 'legacy'),
  v1,
];
