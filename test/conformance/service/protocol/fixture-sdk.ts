import { Injectable, type DynamicModule } from '@nestjs/common';
import { LazySdk } from '../../../../src/mcp/protocol/lazy-sdk.js';
import { SdkModule } from '../../../../src/mcp/sdk/sdk.module.js';
import { ServerFactory } from '../../../../src/mcp/sdk/server.factory.js';
import { FixtureServerFactory } from './fixture-server.factory.js';

/** The SDK's part of the library with the factory of the fixtures: a provider of a dynamic module takes the place of its own. */
@Injectable()
export class FixtureSdk extends LazySdk {
  protected override async module(): Promise<DynamicModule> {
    const factory = { provide: ServerFactory, useClass: FixtureServerFactory };
    return Promise.resolve({ module: SdkModule, providers: [factory] });
  }
}
