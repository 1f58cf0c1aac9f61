import { HttpService } from '@nestjs/axios';
import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import type { AxiosInstance } from 'axios';
import { directAxios } from './direct-axios.js';
import { HttpSender } from './http-sender.js';
import { undiciAdapter } from './undici-adapter.js';
import { UpstreamClient } from './upstream.client.js';
import { UPSTREAM_OPTIONS, type UpstreamOptions } from './upstream.options.js';

/** Nest's face of axios, for whoever wants to send something else to the backend. */
const httpService = {
  provide: HttpService,
  inject: [UPSTREAM_OPTIONS],
  useFactory: (options: UpstreamOptions): HttpService =>
    new HttpService(directAxios(undiciAdapter(options)) as AxiosInstance),
};

/** Outgoing HTTP to the backend over kept connections. Knows no invoice. */
@Module({})
export class UpstreamModule {
  /** Options come from a factory, as in Nest's own modules. */
  static forRootAsync(options: Pick<FactoryProvider<UpstreamOptions>, 'inject' | 'useFactory'>): DynamicModule {
    return {
      module: UpstreamModule,
      global: true,
      providers: [{ provide: UPSTREAM_OPTIONS, ...options }, httpService, HttpSender, UpstreamClient],
      exports: [UPSTREAM_OPTIONS, UpstreamClient],
    };
  }
}
