import { startProgram, type Program, type Variables } from './program.js';
import { waitFor } from './wait-for.js';

/** A message of the server, as far as tests look at it. */
export interface Message {
  readonly jsonrpc: string;
  readonly id?: string | number | null;
  readonly result?: { readonly structuredContent?: unknown; readonly [key: string]: unknown };
  readonly error?: { readonly code: number; readonly message: string };
}

/** A client made of nothing but pipes, for looking at single bytes. */
export interface StdioPeer extends Program {
  /** Writes bytes as they are. */
  raw(bytes: string | Buffer): void;
  /** Writes messages, one a line. */
  send(...messages: readonly object[]): void;
  /** Every complete line of stdout, which all have to be messages. */
  messages(): Message[];
  /** The response to a request. */
  response(id: string | number): Promise<Message>;
}

/** Starts `orvion-mcp stdio` without shaking hands. */
export function startPeer(variables: Variables, args: readonly string[] = ['stdio']): StdioPeer {
  const program = startProgram(args, variables);
  const raw = (bytes: string | Buffer): void => void program.process.stdin.write(bytes);
  const messages = (): Message[] =>
    program
      .stdout()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Message);
  const find = (id: string | number): Message | undefined => messages().find((message) => message.id === id);
  return {
    ...program,
    raw,
    send: (...list) => raw(list.map((message) => `${JSON.stringify(message)}\n`).join('')),
    messages,
    response: async (id) => {
      let over = false;
      void program.ended.then(() => (over = true));
      await waitFor(() => over || find(id) !== undefined);
      const response = find(id);
      if (!response) throw new Error(`ended without an answer to ${id}:\n${program.stderr()}`);
      return response;
    },
  };
}

/** The handshake of clients before 2026-07-28. */
export const initialize = (id: string | number = 'init'): object => ({
  jsonrpc: '2.0',
  id,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'tests', version: '1' } },
});
