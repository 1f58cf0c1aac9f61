import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { TOOLSETS, withUpstream } from '../../src/config/config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { ToolRegistry } from '../../src/mcp/discovery/tool.registry.js';
import { ALL_TOOLS, DEFAULT_TOOLS, READING_TOOLS } from '../harness/offered-tools.js';
import { GENERATIONS } from '../harness/clients.js';
import { startHttpProgram, startProgram, type Variables } from '../harness/program.js';

const OF_SET = {
  read: ['get_invoice', 'list_invoices'],
  analytics: ['get_invoice_summary', 'get_revenue_timeseries'],
  create: ['create_invoice'],
  pay: ['mark_invoice_paid'],
  cancel: ['cancel_invoice'],
  delete: ['delete_invoice'],
} as const;

/** The tools of a service with these settings, with the set each belongs to. */
async function offered(variables: Variables): Promise<{ name: string; toolset: string | undefined }[]> {
  const config = loadConfig(variables, { backend: false, http: false, sandboxPort: 0 });
  const backend = { baseUrl: 'http://localhost', apiKey: undefined, orgId: undefined };
  const app = await NestFactory.createApplicationContext(AppModule.core(withUpstream(config, backend)), {
    logger: false,
  });
  const tools = app.get(ToolRegistry).all();
  await app.close();
  return tools.map(({ options: { name, toolset } }) => ({ name, toolset }));
}

const namesOf = async (variables: Variables): Promise<string[]> => (await offered(variables)).map(({ name }) => name);

test('every tool belongs to a set that can be named, and every set has a tool', async () => {
  const sets = (await offered({ ORVION_MCP_TOOLSETS: 'all' })).map(({ toolset = 'none' }) => toolset);
  expect(new Set(sets)).toEqual(new Set(TOOLSETS));
});

test.each(Object.entries(OF_SET))('%s offers %j', async (set, tools) => {
  expect(await namesOf({ ORVION_MCP_TOOLSETS: set })).toEqual(tools);
});

test.each<[Variables, readonly string[]]>([
  [{}, DEFAULT_TOOLS],
  [{ ORVION_MCP_TOOLSETS: 'all' }, ALL_TOOLS],
  [{ ORVION_MCP_TOOLSETS: 'delete,read' }, ['delete_invoice', ...OF_SET.read]],
  [{ ORVION_MCP_READ_ONLY: 'true', ORVION_MCP_TOOLSETS: 'all' }, READING_TOOLS],
  [{ ORVION_MCP_READ_ONLY: 'true', ORVION_MCP_TOOLSETS: 'analytics,delete' }, OF_SET.analytics],
])('%j offers %j', async (variables, tools) => {
  expect(await namesOf(variables)).toEqual(tools);
});

describe.each(GENERATIONS)('a $name', (generation) => {
  test.each(['http', 'stdio'])('over %s sees what is switched on, and knows nothing else', async (transport) => {
    const variables = { ORVION_MCP_TOOLSETS: 'read,delete', ORVION_MCP_CONFIRM: 'off' };
    const program = transport === 'http' ? await startHttpProgram(['--sandbox'], variables) : undefined;
    const client = await generation.connect(program ?? { args: ['stdio', '--sandbox'], variables });
    expect((await client.tools()).map(({ name }) => name)).toEqual(['delete_invoice', ...OF_SET.read]);
    const { data } = await client.call('list_invoices', { status: 'draft', limit: 1 });
    const [{ id }] = (data as { invoices: [{ id: string }] }).invoices;
    await expect(client.call('cancel_invoice', { id })).rejects.toThrow('Unknown tool: cancel_invoice');
    expect((await client.call('delete_invoice', { id })).data).toMatchObject({ id, deleted: true });
    await client.close();
    await program?.stop();
  });

  test('is not offered what takes an invoice away for good, unless the operator says so', async () => {
    const client = await generation.connect({ args: ['stdio', '--sandbox'], variables: {} });
    await expect(client.call('delete_invoice', { id: 'inv_1' })).rejects.toThrow('Unknown tool: delete_invoice');
    await client.close();
  });
});

test.each([['http', '--sandbox'], ['stdio', '--sandbox'], ['tools']])(
  '%s with an unknown set does not start, and says in one line what there is',
  async (...args) => {
    const program = startProgram(args, { ORVION_MCP_TOOLSETS: 'read,wirte' });
    expect(await program.ended).toBe(78);
    const lines = program
      .stderr()
      .split('\n')
      .filter((line) => line.includes('ORVION_MCP_TOOLSETS'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/Use some of read, analytics, create, pay, cancel, delete, all/);
    expect(program.stderr()).not.toContain('wirte');
    expect(program.stdout()).toBe('');
  },
);
