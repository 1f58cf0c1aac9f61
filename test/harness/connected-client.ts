import { GENERATIONS, type Generation, type TestClient } from './clients.js';
import { startHttpProgram, type Variables } from './program.js';

/** Every way in which the official clients reach the built program. */
export const CONNECTIONS = (['stdio', 'http'] as const).flatMap((transport) =>
  GENERATIONS.map((generation) => ({ transport, generation })),
);

/** A client of one generation, connected to a program of its own. */
export interface ConnectedClient {
  readonly client: TestClient;
  /** Ends both. */
  readonly stop: () => Promise<void>;
}

export async function connectedClient(
  transport: 'stdio' | 'http',
  generation: Generation,
  variables: Variables,
): Promise<ConnectedClient> {
  if (transport === 'stdio') {
    const client = await generation.connect({ args: ['stdio'], variables });
    return { client, stop: async () => client.close() };
  }
  const program = await startHttpProgram([], variables);
  const client = await generation.connect(program);
  return {
    client,
    stop: async () => {
      await client.close();
      await program.stop();
    },
  };
}
