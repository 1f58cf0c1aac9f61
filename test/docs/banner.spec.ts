import { GENERATIONS } from '../harness/clients.js';
import { startHttpProgram } from '../harness/program.js';

test.each(['0.0.0.0', '::'])(
  'a server that listens on %s shows an address that clients can use',
  async (ORVION_MCP_LISTEN_HOST) => {
    const program = await startHttpProgram(['--sandbox'], { ORVION_MCP_LISTEN_HOST, ORVION_MCP_HTTP_AUTH: 'none' });
    try {
      const client = await GENERATIONS[0]!.connect(program);
      expect(await client.tools()).not.toEqual([]);
      await client.close();
    } finally {
      await program.stop();
    }
  },
);

test('where callers bring keys, nobody is told to set one, which would stop the start', async () => {
  const program = await startHttpProgram(['--sandbox'], { ORVION_MCP_HTTP_AUTH: 'api-key' });
  try {
    await program.said(/Ctrl\+C/);
    expect(program.stderr()).not.toContain('AGENTPAY_API_KEY');
    expect(program.stderr()).toContain('AGENTPAY_API_BASE_URL');
  } finally {
    await program.stop();
  }
});
