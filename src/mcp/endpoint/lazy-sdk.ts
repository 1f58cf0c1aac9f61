import { Injectable, type DynamicModule, type Type } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import type { SdkHttpEndpoint } from '../sdk/sdk-http.endpoint.js';
import type { McpStdioEndpoint } from '../sdk/stdio.endpoint.js';

/** What serves messages by way of the SDK. */
export interface SdkEndpoints {
  readonly http: SdkHttpEndpoint;
  readonly stdio: McpStdioEndpoint;
}

/**
 * The SDK, loaded when the first message needs it: building its schemas takes a fifth of a start, and what most clients
 * send over HTTP is answered without it.
 */
@Injectable()
export class LazySdk {
  private loading: Promise<SdkEndpoints> | undefined;

  constructor(private readonly modules: LazyModuleLoader) {}

  /** Loads it the first time, and resolves with the same from then on. */
  async endpoints(): Promise<SdkEndpoints> {
    return (this.loading ??= this.load());
  }

  /** The module to load. */
  protected async module(): Promise<Type | DynamicModule> {
    return (await import('../sdk/sdk.module.js')).SdkModule;
  }

  private async load(): Promise<SdkEndpoints> {
    const { SdkHttpEndpoint, McpStdioEndpoint } = await import('../sdk/sdk.module.js');
    const loaded = await this.modules.load(async () => this.module(), { logger: false });
    return { http: loaded.get(SdkHttpEndpoint), stdio: loaded.get(McpStdioEndpoint) };
  }
}
