import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../harness/app.js';
import type { Envelope } from '../harness/clients.js';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';
import type { Variables } from '../harness/program.js';

export const STATE_KEY = 'a-secret-of-the-tests-that-is-long-enough';

/** What came back for a call: a question, an envelope, or a JSON-RPC error. */
export interface Outcome {
  readonly state: string | undefined;
  readonly message: string | undefined;
  readonly response: Envelope | undefined;
  readonly error: { readonly code: number; readonly message: string } | undefined;
  readonly text: string;
}

export interface CallOptions {
  /** A reply to an earlier question. */
  readonly state?: unknown;
  readonly responses?: unknown;
  readonly capabilities?: object;
  readonly token?: string;
  readonly isModern?: boolean;
}

/** A service that asks people, and a client that shows every byte between. */
export interface AskingApp {
  readonly endpoint: string;
  readonly call: (tool: string, args: unknown, options?: CallOptions) => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

export const YES = { confirmation: { action: 'accept', content: { confirm: true } } };
export const NO = { confirmation: { action: 'decline' } };
export const CLOSED = { confirmation: { action: 'cancel' } };

const entry = (name: string) => ({
  name,
  sha256: createHash('sha256').update(name).digest('hex'),
  scopes: ['invoices:read', 'invoices:write'],
});

/** Tokens of two callers who may do everything. */
export function twoCallers(): Variables {
  const file = join(mkdtempSync(join(tmpdir(), 'orvion-tokens-')), 'tokens.json');
  writeFileSync(file, JSON.stringify({ tokens: [entry('alice'), entry('bob')] }));
  return { ORVION_MCP_HTTP_AUTH: 'token', ORVION_MCP_AUTH_TOKENS_FILE: file };
}

export async function startAskingApp(variables: Variables): Promise<AskingApp> {
  const app = await startApp({ ORVION_MCP_STATE_KEY: STATE_KEY, ...variables });
  return {
    endpoint: app.endpoint,
    call: async (tool, args, options) => call(app.endpoint, tool, args, options),
    close: async () => app.close(),
  };
}

/** Calls a tool as a client that can ask a person, unless told otherwise. */
export const call = async (
  endpoint: string,
  tool: string,
  args: unknown,
  options: CallOptions = {},
): Promise<Outcome> => outcomeOf(await send(endpoint, tool, args, options));

async function send(endpoint: string, tool: string, args: unknown, options: CallOptions): Promise<string> {
  const { state, responses, capabilities = { elicitation: {} }, token, isModern = true } = options;
  const message = (isModern ? modernCall(tool, args) : toolCall(tool, args)) as { params: { _meta?: object } };
  const _meta = { ...message.params._meta, 'io.modelcontextprotocol/clientCapabilities': capabilities };
  const params = {
    ...message.params,
    ...(isModern && { _meta }),
    ...(state !== undefined && { requestState: state }),
    ...(responses !== undefined && { inputResponses: responses }),
  };
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      ...(isModern ? modernHeaders(tool) : MCP_HEADERS),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ ...message, params }),
  });
  return response.text();
}

interface Rpc {
  readonly error?: { readonly code: number; readonly message: string };
  readonly result?: {
    readonly requestState?: string;
    readonly inputRequests?: { readonly confirmation: { readonly params: { readonly message: string } } };
    readonly structuredContent?: Envelope;
  };
}

function outcomeOf(text: string): Outcome {
  const { result, error } = JSON.parse(text) as Rpc;
  const message = result?.inputRequests?.confirmation.params.message;
  return { state: result?.requestState, message, response: result?.structuredContent, error, text };
}
