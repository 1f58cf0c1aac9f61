import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { HealthModule } from '../../health/health.module.js';
import { AuthenticationCheck } from './checks/authentication.check.js';
import { HostAndOriginCheck } from './checks/host-and-origin.check.js';
import { InFlightCheck } from './checks/in-flight.check.js';
import { LoadSheddingCheck } from './checks/load-shedding.check.js';
import { RateLimitCheck } from './checks/rate-limit.check.js';
import { REQUEST_CHECKS } from './checks/request-check.js';
import { ConnectionDrain } from './connection-drain.js';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions } from './http-transport.options.js';
import { RedisReplayStore } from './limits/redis-replay-store.js';
import { McpRoutes } from './mcp.routes.js';
import { MetricsRoute } from './metrics.route.js';
import { ProtectedResourceRoutes } from './protected-resource.routes.js';

/** The checks of a request to the endpoint, in this order. */
const CHECKS = [HostAndOriginCheck, LoadSheddingCheck, InFlightCheck, AuthenticationCheck, RateLimitCheck];

/** MCP over stateless Streamable HTTP, with probes and metrics. */
@Module({})
export class HttpTransportModule {
  static forRootAsync(options: Pick<FactoryProvider<HttpTransportOptions>, 'inject' | 'useFactory'>): DynamicModule {
    return {
      module: HttpTransportModule,
      imports: [HealthModule],
      providers: [
        { provide: HTTP_TRANSPORT_OPTIONS, ...options },
        ...CHECKS,
        { provide: REQUEST_CHECKS, inject: CHECKS, useFactory: (...checks) => checks },
        McpRoutes,
        ProtectedResourceRoutes,
        MetricsRoute,
        ConnectionDrain,
        RedisReplayStore,
      ],
    };
  }
}
