import { Module } from '@nestjs/common';
import { CompletionHandlers } from './completion.handlers.js';
import { PromptHandlers } from './prompt.handlers.js';
import { ResourceHandlers } from './resource.handlers.js';
import { SdkHttpEndpoint } from './sdk-http.endpoint.js';
import { ServerFeatures } from './server-features.js';
import { ServerFactory } from './server.factory.js';
import { McpStdioEndpoint } from './stdio.endpoint.js';
import { ToolHandlers } from './tool.handlers.js';

export { McpStdioEndpoint, SdkHttpEndpoint };

/** Everything that is built on the MCP SDK. `LazySdk` loads it; no other module may import it. */
@Module({
  providers: [
    ToolHandlers,
    ResourceHandlers,
    PromptHandlers,
    CompletionHandlers,
    ServerFeatures,
    ServerFactory,
    SdkHttpEndpoint,
    McpStdioEndpoint,
  ],
})
export class SdkModule {}
