import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ConfirmationGate } from './confirmation/confirmation-gate.js';
import { ReplayGuard } from './confirmation/replay-guard.js';
import { Completers } from './discovery/completers.js';
import { DecoratedMethods } from './discovery/decorated-methods.js';
import { MetadataAccessor } from './discovery/metadata.accessor.js';
import { PromptExplorer } from './discovery/prompt.explorer.js';
import { PromptRegistry } from './discovery/prompt.registry.js';
import { ResourceExplorer } from './discovery/resource.explorer.js';
import { ResourceRegistry } from './discovery/resource.registry.js';
import { ToolExplorer } from './discovery/tool.explorer.js';
import { ToolRegistry } from './discovery/tool.registry.js';
import { McpHttpEndpoint } from './endpoint/http-endpoint.js';
import { LazySdk } from './endpoint/lazy-sdk.js';
import { FastPathEndpoint } from './fast-path/fast-path.endpoint.js';
import { CallRecorder } from './invocation/call-recorder.js';
import { RequestRecorder } from './invocation/request-recorder.js';
import { RequestInvoker } from './invocation/request.invoker.js';
import { RunningCalls } from './invocation/running-calls.js';
import { ToolInvoker } from './invocation/tool.invoker.js';
import { ToolListCache } from './lists/tool-list-cache.js';
import { MCP_OPTIONS, type McpOptions } from './mcp.options.js';
import { Capabilities } from './protocol/capabilities.js';

/**
 * Serves tools, resources and prompts over MCP: those of all classes of the application that are decorated as providers of
 * them. Import it once.
 */
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
        DecoratedMethods,
        ToolRegistry,
        ToolExplorer,
        ReplayGuard,
        ConfirmationGate,
        MetadataAccessor,
        Completers,
        ResourceRegistry,
        ResourceExplorer,
        PromptRegistry,
        PromptExplorer,
        RunningCalls,
        CallRecorder,
        ToolInvoker,
        ToolListCache,
        RequestRecorder,
        RequestInvoker,
        Capabilities,
        FastPathEndpoint,
        LazySdk,
        McpHttpEndpoint,
      ],
      // For the modules of the application, and for `SdkModule`, which is loaded later.
      exports: [
        MCP_OPTIONS,
        ToolRegistry,
        ResourceRegistry,
        PromptRegistry,
        RunningCalls,
        ToolInvoker,
        RequestRecorder,
        RequestInvoker,
        ToolListCache,
        Capabilities,
        FastPathEndpoint,
        LazySdk,
        McpHttpEndpoint,
        ReplayGuard,
      ],
    };
  }
}
