import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { AuthOptions } from './auth/auth.options.js';
import type { ServiceConfig } from './config/config.js';
import { ConfigurationModule } from './config/configuration.module.js';
import { INSTRUCTIONS } from './invoices/guidance.js';
import { InvoicesModule } from './invoices/invoices.module.js';
import type { InvoicesOptions } from './invoices/invoices.options.js';
import { INVOICES_READ, INVOICES_WRITE } from './invoices/scopes.js';
import { McpModule, type McpOptions } from './mcp/index.js';
import { ObservabilityModule } from './observability/observability.module.js';
import type { TelemetryOptions } from './observability/start-telemetry.js';
import type { HttpTransportOptions } from './transports/http/http-transport.options.js';
import { StdioRunner } from './transports/stdio/stdio.runner.js';
import { UpstreamModule } from './upstream/upstream.module.js';
import type { UpstreamOptions } from './upstream/upstream.options.js';
import { VERSION } from './version.js';

type Settings = ConfigService<ServiceConfig, true>;

/** Every scope that a caller can be granted. */
export const SCOPES = [INVOICES_READ, INVOICES_WRITE] as const;

const SERVICE = { name: 'orvion-mcp', version: VERSION };

/** The path holds for the source tree and for the bundle, both one level below the root. */
const VIEWS = new URL('../dist/views/', import.meta.url);

/** How long a trace collector that does not respond may delay the exit of the process. */
const FLUSH_MS = 2_000;
/** A stdio process must exit within a second of its client, and most of that time is for the last calls. */
const STDIO = { metrics: false, flushMs: 250 };

/** Composition root: the only place that imports every module. */
@Module({})
export class AppModule {
  /** The service for one client on standard input and output. */
  static forStdio(config: ServiceConfig): DynamicModule {
    return { ...AppModule.core(config, STDIO), providers: [StdioRunner] };
  }

  /** The service over HTTP, with `/mcp` and probes. Its modules are imported here, so that a stdio process starts without them. */
  static async forHttp(config: ServiceConfig): Promise<DynamicModule> {
    const { AuthModule } = await import('./auth/auth.module.js');
    const { HttpTransportModule } = await import('./transports/http/http-transport.module.js');
    const { imports, ...core } = AppModule.core(config, { metrics: config.http.metrics, flushMs: FLUSH_MS });
    const transport = HttpTransportModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (settings: Settings): HttpTransportOptions => settings.get('http', { infer: true }),
    });
    const auth = AuthModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (settings: Settings): AuthOptions => ({
        auth: settings.get('http', { infer: true }).auth ?? { mode: 'none' },
        scopes: SCOPES,
      }),
    });
    return { ...core, imports: [...imports, auth, transport] };
  }

  /** The tools without a transport. Metrics and traces are off unless `telemetry` is given. */
  static core(
    config: ServiceConfig,
    telemetry?: Pick<TelemetryOptions, 'metrics' | 'flushMs'>,
  ): DynamicModule & Required<Pick<DynamicModule, 'imports'>> {
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.forRoot(config),
        ObservabilityModule.forRoot(
          config.log.level,
          telemetry && { identity: SERVICE, ...telemetry, ...config.telemetry },
        ),
        UpstreamModule.forRootAsync({
          inject: [ConfigService],
          useFactory: (settings: Settings): UpstreamOptions => ({
            ...settings.get('upstream', { infer: true }),
            ...settings.get('resilience', { infer: true }),
            userAgent: `orvion-mcp/${VERSION}`,
          }),
        }),
        McpModule.forRootAsync({
          inject: [ConfigService],
          useFactory: (settings: Settings): McpOptions => ({
            identity: { ...SERVICE, title: 'Orvion invoices', instructions: INSTRUCTIONS },
            callTimeoutMs: settings.get('callTimeoutMs', { infer: true }),
            ...settings.get('tools', { infer: true }),
            confirm: settings.get('confirm', { infer: true }),
          }),
        }),
        InvoicesModule.forRootAsync({
          inject: [ConfigService],
          useFactory: (settings: Settings): InvoicesOptions => {
            const { policy, amount = 'none' } = settings.get('confirm', { infer: true });
            return { confirmPayments: policy === 'writes' ? 'all' : amount, viewsFolder: VIEWS };
          },
        }),
      ],
    };
  }
}
