import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import pino, { type LevelWithSilent } from 'pino';
import { CallLog } from './call-log.js';
import { logStream } from './log-stream.js';

/** Logging for the whole process: JSON lines on stderr, as stdout belongs to the protocol. */
@Module({})
export class ObservabilityModule {
  static forRoot(level: LevelWithSilent): DynamicModule {
    const logger = pino({ level, base: undefined }, logStream);
    return {
      module: ObservabilityModule,
      global: true,
      // No access log: the call log has one line per call, and request headers carry keys.
      imports: [LoggerModule.forRoot({ pinoHttp: { logger, autoLogging: false }, forRoutes: [] })],
      providers: [CallLog],
      exports: [CallLog, LoggerModule],
    };
  }
}
