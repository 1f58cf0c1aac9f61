import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import pino, { type LevelWithSilent } from 'pino';
import { AuditLog } from './audit-log.js';
import { CallLog } from './call-log.js';
import { logStream } from './log-stream.js';
import { startTelemetry, type TelemetryOptions } from './start-telemetry.js';
import { Telemetry } from './telemetry.js';

/** Logs for the whole process as JSON lines on stderr, since stdout belongs to MCP; metrics and traces if configured. */
@Module({})
export class ObservabilityModule {
  static forRoot(level: LevelWithSilent, telemetry?: TelemetryOptions): DynamicModule {
    const logger = pino({ level, base: undefined }, logStream);
    return {
      module: ObservabilityModule,
      global: true,
      // No access log: the call log has a line for each call, and request headers contain keys.
      imports: [LoggerModule.forRoot({ pinoHttp: { logger, autoLogging: false }, forRoutes: [] })],
      providers: [
        { provide: CallLog, useFactory: () => new CallLog(logger) },
        { provide: AuditLog, useFactory: () => new AuditLog(logger) },
        {
          provide: Telemetry,
          useFactory: async () => startTelemetry(telemetry, logger.child({ context: Telemetry.name })),
        },
      ],
      exports: [CallLog, AuditLog, Telemetry, LoggerModule],
    };
  }
}
