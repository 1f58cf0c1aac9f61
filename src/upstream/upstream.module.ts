import { HttpModule } from '@nestjs/axios';
import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpSender } from './http-sender.js';
import { UpstreamClient } from './upstream.client.js';
import { UPSTREAM_OPTIONS, type UpstreamOptions } from './upstream.options.js';

/** Uvicorn closes idle connections after 5 s; letting go first avoids writing into one that is just being closed. */
const IDLE_MS = 4_000;
/** A thousand invoices, the most one page can hold, are under 1 MB. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_BODY_BYTES = 1024 * 1024;

/** Their number is bounded by the client's own limit. Idle connections do not keep the process alive, so nothing has to close them. */
const agentOptions = { keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' } as const;
const httpAgent = new HttpAgent(agentOptions);
const httpsAgent = new HttpsAgent(agentOptions);

/** Outgoing HTTP to the backend over kept connections. Knows no invoice. */
@Module({
  imports: [
    HttpModule.register({
      httpAgent,
      httpsAgent,
      // A redirect would carry the key to another host, and a proxy of the environment would read it.
      maxRedirects: 0,
      proxy: false,
      maxContentLength: MAX_ANSWER_BYTES,
      maxBodyLength: MAX_BODY_BYTES,
      responseType: 'text',
      transformRequest: [(data: unknown) => data],
      // Bodies stay text: the library's own parser would round amounts.
      transformResponse: [(data: unknown) => data],
      validateStatus: () => true,
    }),
  ],
})
export class UpstreamModule {
  /** Options come from a factory, as in Nest's own modules. */
  static forRootAsync(options: Pick<FactoryProvider<UpstreamOptions>, 'inject' | 'useFactory'>): DynamicModule {
    return {
      module: UpstreamModule,
      global: true,
      providers: [{ provide: UPSTREAM_OPTIONS, ...options }, HttpSender, UpstreamClient],
      exports: [UPSTREAM_OPTIONS, UpstreamClient],
    };
  }
}
