import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Envelope, Target } from './clients.js';
import { cleanEnvironment, ENTRY } from './program.js';

/** What a person sees: the text, and what there is to fill in. */
export interface Shown {
  readonly message: string;
  readonly requestedSchema: unknown;
}

/** A person in front of a client; answers what is asked, or breaks. */
export type PersonAtClient = (shown: Shown) => Promise<ElicitationReply> | ElicitationReply;

export type ElicitationReply =
  { readonly action: 'accept'; readonly content: Record<string, boolean> } | { readonly action: 'decline' | 'cancel' };

/** What a client brings back of a question, when somebody writes it by hand. */
export interface Reply {
  readonly requestState?: string;
  readonly inputResponses?: Readonly<Record<string, ElicitationReply>>;
}

export interface AttendedClient {
  call(name: string, args: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<Envelope>;
  /** One request and its answer, as they are: nobody is asked, and the state of the question comes out. */
  exchange(name: string, args: Record<string, unknown>, reply?: Reply): Promise<Exchange>;
  close(): Promise<void>;
}

/** A question's state, or else an envelope. */
export interface Exchange {
  readonly requestState?: string;
  readonly structuredContent?: Envelope;
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

const envelopeOf = (result: unknown): Envelope => (result as { structuredContent: Envelope }).structuredContent;

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
        envelopeOf(await client.callTool({ name: tool, arguments: args }, options)),
      exchange: async (tool, args, reply) =>
        client.callTool({ name: tool, arguments: args, ...reply }, { allowInputRequired: true }) as Promise<Exchange>,
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
        envelopeOf(await client.callTool({ name: tool, arguments: args }, undefined, options)),
      exchange: async (tool, args, reply) =>
        client.callTool({ name: tool, arguments: args, ...reply }) as Promise<Exchange>,
      close: async () => client.close(),
    };
  },
};

/** The yes of a person. */
export const YES: ElicitationReply = { action: 'accept', content: { confirm: true } };

/** Clients with somebody in front of them, of both generations and both eras. */
export const ATTENDED: readonly AttendedGeneration[] = [
  v2('client 2.x, 2026-07-28', { pin: '2026-07-28' }),
  v2('client 2.x, as before 2026-07-28', 'legacy'),
  v1,
];

/** Every way in which these reach the program, and whether the program can reach the person through it. */
export const ATTENDED_CONNECTIONS = (['stdio', 'http'] as const).flatMap((transport) =>
  ATTENDED.map((generation) => ({ transport, generation, canAsk: transport === 'stdio' || generation.isModern })),
);
