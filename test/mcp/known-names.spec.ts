import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { McpModule } from '../../src/mcp/mcp.module.js';
import { Resource, ResourceProvider } from '../../src/mcp/decorators/resource.decorator.js';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import { ToolRegistry } from '../../src/mcp/discovery/tool.registry.js';
import { StartError } from '../../src/mcp/start-error.js';
import { ObservabilityModule } from '../../src/observability/observability.module.js';
import { at } from './list-options.js';
import { options } from './tool-app.js';

const KNOWN = { toolsets: ['read', 'write'], scopes: ['tests', 'admin'] };

/** The names of the tools of an application with these names, of whose toolsets one is switched on. */
async function toolsOf(provider: Type): Promise<string[]> {
  const library = McpModule.forRootAsync({
    useFactory: () => ({
      identity: { name: 'tests', title: 'Tests', version: '1' },
      callTimeoutMs: 1_000,
      readOnly: false,
      toolsets: ['read'],
      known: KNOWN,
    }),
  });
  @Module({ imports: [ObservabilityModule.forRoot('silent'), library], providers: [provider] })
  class TestModule {}
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  const tools = app.get(ToolRegistry).all();
  await app.close();
  return tools.map((tool) => tool.options.name);
}

function holderOf(names: { readonly toolset: string; readonly scope: string }): Type {
  @ToolProvider()
  class Holder {
    @Tool(options('look', names))
    run(): object {
      return {};
    }
  }
  return Holder;
}

test('a tool whose toolset and scope there are is offered when it is switched on', async () => {
  expect(await toolsOf(holderOf({ toolset: 'read', scope: 'admin' }))).toEqual(['look']);
  expect(await toolsOf(holderOf({ toolset: 'write', scope: 'admin' }))).toEqual([]);
});

test.each([
  [
    { toolset: 'raed', scope: 'tests' },
    'Holder.run names the toolset "raed", which nobody can switch on. Use one of read, write.',
  ],
  [
    { toolset: 'read', scope: 'test' },
    'Holder.run names the scope "test", which nobody can be granted. Use one of tests, admin.',
  ],
  [
    { toolset: 'write', scope: 'test' },
    'Holder.run names the scope "test", which nobody can be granted. Use one of tests, admin.',
  ],
])('%j stops the start, switched on or not', async (names, message) => {
  await expect(toolsOf(holderOf(names))).rejects.toThrow(new StartError(message));
});

test('a resource with a scope that nobody can be granted stops the start', async () => {
  @ResourceProvider()
  class Holder {
    @Resource({ ...at('test://a'), scope: 'test' })
    read(): string {
      return '';
    }
  }
  await expect(toolsOf(Holder)).rejects.toThrow(
    new StartError('Holder.read names the scope "test", which nobody can be granted. Use one of tests, admin.'),
  );
});
