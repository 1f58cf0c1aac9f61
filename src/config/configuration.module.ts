import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import type { ServiceConfig } from './config.js';

/** Provides the loaded configuration to every module as `ConfigService<ServiceConfig, true>`. */
@Module({})
export class ConfigurationModule {
  static forRoot(config: ServiceConfig): DynamicModule {
    return {
      module: ConfigurationModule,
      imports: [
        ConfigModule.forRoot({
          isGlobal: true,
          // The tree is complete and validated: a variable named like a part of it must not override that part.
          ignoreEnvFile: true,
          ignoreEnvVars: true,
          skipProcessEnv: true,
          load: [() => config],
        }),
      ],
    };
  }
}
