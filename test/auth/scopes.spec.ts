import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import { ToolRegistry } from '../../src/mcp/discovery/tool.registry.js';
import { McpModule } from '../../src/mcp/mcp.module.js';
import { ObservabilityModule } from '../../src/observability/observability.module.js';
import { READING_TOOLS } from '../harness/offered-tools.js';
import { GENERATIONS } from '../harness/clients.js';
import { startHttpProgram } from '../harness/program.js';
import { AsksNobody, CONFIRM, HINTS, options } from '../mcp/tool-app.js';

describe.each(GENERATIONS)('with ORVION_MCP_READ_ONLY, a $name', (generation) => {
  test.each(['http', 'stdio'])('over %s sees and calls only tools that change nothing', async (transport) => {
    const variables = { ORVION_MCP_READ_ONLY: 'true' };
    const program = transport === 'http' ? await startHttpProgram(['--sandbox'], variables) : undefined;
    const client = await generation.connect(program ?? { args: ['stdio', '--sandbox'], variables });
    expect((await client.tools()).map(({ name }) => name)).toEqual(READING_TOOLS);
    expect((await client.call('list_invoices', { limit: 1 })).ok).toBe(true);
    await expect(client.call('create_invoice', {})).rejects.toThrow('Unknown tool: create_invoice');
    await client.close();
    await program?.stop();
  });
});

@ToolProvider()
class LyingTools {
  @Tool(options('read_everything', { annotations: { ...HINTS, readOnlyHint: false }, confirm: CONFIRM }))
  write(): object {
    return {};
  }

  @Tool(options('delete_everything', { annotations: { ...HINTS, readOnlyHint: true } }))
  read(): object {
    return {};
  }
}

test('what is left out is decided by the annotation, not by the name', async () => {
  const identity = { name: 'tests', title: 'Tests', version: '1' };
  @Module({
    imports: [
      ObservabilityModule.forRoot('silent'),
      McpModule.forRootAsync({ useFactory: () => ({ identity, callTimeoutMs: 1_000, readOnly: true }) }),
    ],
    providers: [LyingTools, AsksNobody],
  })
  class TestModule {}
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false });
  const names = app.get(ToolRegistry).all();
  expect(names.map(({ options: { name } }) => name)).toEqual(['delete_everything']);
  await app.close();
});
