import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { ApiKeyAuthenticator } from './api-key.authenticator.js';
import { AUTH_OPTIONS, type AuthOptions } from './auth.options.js';
import { Authenticator } from './authenticator.js';
import { Challenges } from './challenge.js';
import { JwtAuthenticator } from './jwt/jwt.authenticator.js';
import { StaticTokenAuthenticator } from './static-tokens/static-token.authenticator.js';

/** Authenticates callers. Knows no tool and no transport. */
@Module({})
export class AuthModule {
  /** Exports the `Authenticator`, which is undefined in the mode `none`. */
  static forRootAsync(options: Pick<FactoryProvider<AuthOptions>, 'inject' | 'useFactory'>): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      providers: [
        { provide: AUTH_OPTIONS, ...options },
        { provide: Authenticator, inject: [AUTH_OPTIONS, PinoLogger], useFactory: createAuthenticator },
        Challenges,
      ],
      exports: [AUTH_OPTIONS, Authenticator, Challenges],
    };
  }
}

function createAuthenticator({ auth, scopes }: AuthOptions, logger: PinoLogger): Authenticator | undefined {
  logger.setContext(AuthModule.name);
  switch (auth.mode) {
    case 'token':
      return new StaticTokenAuthenticator(auth.tokensFile, scopes, logger);
    case 'jwt':
      return new JwtAuthenticator(auth, logger);
    case 'api-key':
      return new ApiKeyAuthenticator();
    default:
      return undefined;
  }
}
