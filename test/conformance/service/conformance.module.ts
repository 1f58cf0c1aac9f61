import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from '../../../src/auth/auth.module.js';
import { McpModule } from '../../../src/mcp/mcp.module.js';
import { LazySdk } from '../../../src/mcp/endpoint/lazy-sdk.js';
import { FastPathEndpoint } from '../../../src/mcp/fast-path/fast-path.endpoint.js';
import { ObservabilityModule } from '../../../src/observability/observability.module.js';
import { HttpTransportModule } from '../../../src/transports/http/http-transport.module.js';
import { UpstreamModule } from '../../../src/upstream/upstream.module.js';
import { NO_BACKEND } from '../../harness/no-backend.js';
import { OPEN_AUTH, OPEN_TRANSPORT } from '../../harness/open-transport.js';
import { CityCompleter } from './city.completer.js';
import { ContentPrompts } from './prompts/content.prompts.js';
import { FixtureSdk } from './protocol/fixture-sdk.js';
import { SdkOnlyEndpoint } from './protocol/sdk-only.endpoint.js';
import { ContentResources } from './resources/content.resources.js';
import { ContentTools } from './tools/content.tools.js';
import { ProgressTool } from './tools/progress.tool.js';

const library = McpModule.forRootAsync({
  useFactory: () => ({
    identity: { name: 'orvion-mcp-conformance', title: 'Conformance fixtures', version: '0.0.0' },
    callTimeoutMs: 10_000,
    readOnly: false,
  }),
});

/** Replaces two providers of the library: the later one of two with the same token is the one in force. */
const withFixtures: DynamicModule = {
  ...library,
  providers: [
    ...(library.providers ?? []),
    { provide: LazySdk, useClass: FixtureSdk },
    { provide: FastPathEndpoint, useClass: SdkOnlyEndpoint },
  ],
};

/** The service as the suite sees it: our library and transport, with the suite's fixtures in place of invoices. */
@Module({
  imports: [
    ObservabilityModule.forRoot('warn'),
    UpstreamModule.forRootAsync({ useFactory: () => NO_BACKEND }),
    withFixtures,
    AuthModule.forRootAsync({ useFactory: () => OPEN_AUTH }),
    HttpTransportModule.forRootAsync({ useFactory: () => OPEN_TRANSPORT }),
  ],
  providers: [ContentTools, ProgressTool, ContentResources, ContentPrompts, CityCompleter],
})
export class ConformanceModule {}
