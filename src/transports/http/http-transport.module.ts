import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { HealthModule } from '../../health/health.module.js';
import { ConnectionDrain } from './connection-drain.js';
import { HTTP_TRANSPORT_OPTIONS, McpRoutes, type HttpTransportOptions } from './mcp.routes.js';

/** MCP over Streamable HTTP, stateless, with probes beside it. */
@Module({})
export class HttpTransportModule {
  /** Options come from a factory, as in Nest's own modules. */
  static forRootAsync(options: Pick<FactoryProvider<HttpTransportOptions>, 'inject' | 'useFactory'>): DynamicModule {
    return {
      module: HttpTransportModule,
      imports: [HealthModule],
      providers: [{ provide: HTTP_TRANSPORT_OPTIONS, ...options }, McpRoutes, ConnectionDrain],
    };
  }
}
