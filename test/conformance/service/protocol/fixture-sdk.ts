import { Injectable, type DynamicModule } from '@nestjs/common';
import { LazySdk } from '../../../../src/mcp/endpoint/lazy-sdk.js';
import { SdkModule } from '../../../../src/mcp/sdk/sdk.module.js';
import { ServerFactory } from '../../../../src/mcp/sdk/server.factory.js';
import { ToolHandlers } from '../../../../src/mcp/sdk/tool.handlers.js';
import { FixtureServerFactory } from './fixture-server.factory.js';
import { FixtureToolHandlers } from './fixture-tool.handlers.js';

/** The SDK's part of the library with the fixtures in it: a provider of a dynamic module takes the place of its own. */
@Injectable()
export class FixtureSdk extends LazySdk {
  protected override async module(): Promise<DynamicModule> {
    const providers = [
      { provide: ServerFactory, useClass: FixtureServerFactory },
      { provide: ToolHandlers, useClass: FixtureToolHandlers },
    ];
    return Promise.resolve({ module: SdkModule, providers });
  }
}
