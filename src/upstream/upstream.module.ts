import { HttpService } from '@nestjs/axios';
import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import type { AxiosInstance } from 'axios';
import { directAxios } from './direct-axios.js';
import { HttpSender } from './http-sender.js';
import { undiciAdapter } from './undici-adapter.js';
import { UpstreamClient } from './upstream.client.js';
import { UPSTREAM_OPTIONS, type UpstreamOptions } from './upstream.options.js';

/** `HttpService` of Nest, to be injected anywhere. It sends to the backend only, and adds no key. */
const httpService = {
  provide: HttpService,
  inject: [UPSTREAM_OPTIONS],
  useFactory: (options: UpstreamOptions): HttpService =>
    new HttpService(directAxios(undiciAdapter(options)) as AxiosInstance),
};

/** Outgoing HTTP to the backend. It knows nothing of invoices. */
@Module({})
export class UpstreamModule {
  /** Takes its options from a factory, as the modules of Nest do. */
  static forRootAsync(options: Pick<FactoryProvider<UpstreamOptions>, 'inject' | 'useFactory'>): DynamicModule {
    return {
      module: UpstreamModule,
      global: true,
      providers: [{ provide: UPSTREAM_OPTIONS, ...options }, httpService, HttpSender, UpstreamClient],
      exports: [UPSTREAM_OPTIONS, UpstreamClient, HttpService],
    };
  }
}
