import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Permits } from './confirmation/permits.js';
import { UsedStates } from './confirmation/used-states.js';
import { ToolExplorer } from './discovery/tool.explorer.js';
import { ToolMetadataAccessor } from './discovery/tool-metadata.accessor.js';
import { ToolRegistry } from './discovery/tool.registry.js';
import { RunningCalls } from './invocation/running-calls.js';
import { CallRecorder } from './invocation/call-recorder.js';
import { ToolInvoker } from './invocation/tool.invoker.js';
import { MCP_OPTIONS, type McpOptions } from './mcp.options.js';
import { McpHttpEndpoint } from './protocol/http-endpoint.js';
import { PlainEndpoint } from './protocol/plain-endpoint.js';
import { ServerFactory } from './protocol/server.factory.js';
import { McpStdioEndpoint } from './protocol/stdio-endpoint.js';
import { ToolCatalogue } from './protocol/tool-catalogue.js';

/** Serves the tools of all `@ToolProvider()` classes of the application over MCP. Import it once. */
@Module({})
export class McpModule {
  /** Options come from a factory, as in Nest's own modules. */
  static forRootAsync(options: Pick<FactoryProvider<McpOptions>, 'inject' | 'useFactory'>): DynamicModule {
    return {
      module: McpModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: MCP_OPTIONS, ...options },
        ToolMetadataAccessor,
        ToolRegistry,
        ToolExplorer,
        UsedStates,
        Permits,
        RunningCalls,
        CallRecorder,
        ToolInvoker,
        ToolCatalogue,
        ServerFactory,
        PlainEndpoint,
        McpHttpEndpoint,
        McpStdioEndpoint,
      ],
      exports: [ToolRegistry, RunningCalls, ToolInvoker, ServerFactory, McpHttpEndpoint, McpStdioEndpoint, UsedStates],
    };
  }
}
