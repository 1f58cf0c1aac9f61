import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ToolExplorer } from './discovery/tool.explorer.js';
import { ToolMetadataAccessor } from './discovery/tool-metadata.accessor.js';
import { ToolRegistry } from './discovery/tool.registry.js';
import { ToolInvoker } from './invocation/tool.invoker.js';
import { McpHttpEndpoint } from './protocol/http-endpoint.js';
import { SERVER_IDENTITY, type ServerIdentity } from './protocol/server-identity.js';
import { ServerFactory } from './protocol/server.factory.js';
import { McpStdioEndpoint } from './protocol/stdio-endpoint.js';

/** Serves the tools of all `@ToolProvider()` classes of the application over MCP. Import it once. */
@Module({})
export class McpModule {
  static forRoot(identity: ServerIdentity): DynamicModule {
    return {
      module: McpModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: SERVER_IDENTITY, useValue: identity },
        ToolMetadataAccessor,
        ToolRegistry,
        ToolExplorer,
        ToolInvoker,
        ServerFactory,
        McpHttpEndpoint,
        McpStdioEndpoint,
      ],
      exports: [ToolRegistry, ToolInvoker, ServerFactory, McpHttpEndpoint, McpStdioEndpoint],
    };
  }
}
