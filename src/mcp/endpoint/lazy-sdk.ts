import { Injectable, type DynamicModule, type Type } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import type { SdkHttpEndpoint } from '../sdk/sdk-http.endpoint.js';
import type { McpStdioEndpoint } from '../sdk/stdio.endpoint.js';

/** The endpoints that serve messages with the SDK. */
export interface SdkEndpoints {
  readonly http: SdkHttpEndpoint;
  readonly stdio: McpStdioEndpoint;
}

/**
 * Loads the SDK when the first message needs it. Building its schemas takes a fifth of the time of a start, and the fast path
 * serves most messages over HTTP without it.
 */
@Injectable()
export class LazySdk {
  private loading: Promise<SdkEndpoints> | undefined;

  constructor(private readonly modules: LazyModuleLoader) {}

  /** The endpoints; the first call loads the SDK. */
  async endpoints(): Promise<SdkEndpoints> {
    return (this.loading ??= this.load());
  }

  /** The module to load. Only the conformance fixtures override it, to add their own providers. */
  protected async module(): Promise<Type | DynamicModule> {
    return (await import('../sdk/sdk.module.js')).SdkModule;
  }

  private async load(): Promise<SdkEndpoints> {
    const { SdkHttpEndpoint, McpStdioEndpoint } = await import('../sdk/sdk.module.js');
    const loaded = await this.modules.load(async () => this.module(), { logger: false });
    return { http: loaded.get(SdkHttpEndpoint), stdio: loaded.get(McpStdioEndpoint) };
  }
}
