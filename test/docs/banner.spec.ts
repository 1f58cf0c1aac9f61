import { GENERATIONS } from '../harness/clients.js';
import { startHttpProgram } from '../harness/program.js';

test.each(['0.0.0.0', '::'])(
  'a server that listens on %s shows an address that clients can use',
  async (MCP_LISTEN_HOST) => {
    const program = await startHttpProgram(['--sandbox'], { MCP_LISTEN_HOST, MCP_HTTP_AUTH: 'none' });
    try {
      const client = await GENERATIONS[0]!.connect(program);
      expect(await client.tools()).not.toEqual([]);
      await client.close();
    } finally {
      await program.stop();
    }
  },
);
