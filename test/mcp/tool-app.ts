import { Injectable, Module, type ModuleMetadata, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import type { ConfirmationPrompt } from '../../src/mcp/confirmation/confirmation-prompt.js';
import type { ToolOptions } from '../../src/mcp/decorators/tool.decorator.js';
import { AuthModule } from '../../src/auth/auth.module.js';
import type { ConfirmPolicy, McpOptions } from '../../src/mcp/mcp.options.js';
import { McpModule } from '../../src/mcp/mcp.module.js';
import { ObservabilityModule } from '../../src/observability/observability.module.js';
import { HttpTransportModule } from '../../src/transports/http/http-transport.module.js';
import { HTTP_SERVER_OPTIONS } from '../../src/transports/http/http-server.options.js';
import { UpstreamModule } from '../../src/upstream/upstream.module.js';
import { NO_BACKEND } from '../harness/no-backend.js';
import { OPEN_AUTH, OPEN_TRANSPORT } from '../harness/open-transport.js';

/** Long enough never to be met by accident. */
const CALL_TIMEOUT_MS = 30_000;

/** The library by itself: nothing but the tools of the test, no transport. */
export const libraryWith = (
  providers: ModuleMetadata['providers'],
  callTimeoutMs = CALL_TIMEOUT_MS,
  imports: ModuleMetadata['imports'] = [],
  confirm?: McpOptions['confirm'],
  replacements: readonly Provider[] = [],
): Type => {
  const library = McpModule.forRootAsync({
    useFactory: () => ({
      identity: { name: 'tests', title: 'Tests', version: '1.2.3' },
      callTimeoutMs,
      readOnly: false,
      ...(confirm && { confirm }),
    }),
  });
  @Module({
    imports: [
      ObservabilityModule.forRoot('silent'),
      // Of two providers with one token, Nest takes the later.
      { ...library, providers: [...(library.providers ?? []), ...replacements] },
      ...imports,
    ],
    providers,
  })
  class TestModule {}
  return TestModule;
};

/** Starts the library without a transport, as far as it can be started. */
export const startLibrary = async (...providers: NonNullable<ModuleMetadata['providers']>) =>
  NestFactory.createApplicationContext(libraryWith(providers), { logger: false, abortOnError: false });

/** The same, with people who have to confirm. */
export const startConfirming = async (policy: ConfirmPolicy, ...providers: NonNullable<ModuleMetadata['providers']>) =>
  NestFactory.createApplicationContext(libraryWith(providers, CALL_TIMEOUT_MS, [], { policy, stateKeys: [] }), {
    logger: false,
    abortOnError: false,
  });

/** Tools behind a real HTTP server. */
export interface ToolApp {
  readonly app: NestFastifyApplication;
  readonly endpoint: string;
}

export async function serveTools(
  providers: ModuleMetadata['providers'],
  { callTimeoutMs = CALL_TIMEOUT_MS, drain = OPEN_TRANSPORT.drain, replacements = [] as readonly Provider[] } = {},
): Promise<ToolApp> {
  const transport = [
    AuthModule.forRootAsync({ useFactory: () => OPEN_AUTH }),
    UpstreamModule.forRootAsync({ useFactory: () => NO_BACKEND }),
    HttpTransportModule.forRootAsync({ useFactory: () => ({ ...OPEN_TRANSPORT, drain }) }),
  ];
  const app = await NestFactory.create<NestFastifyApplication>(
    libraryWith(providers, callTimeoutMs, transport, undefined, replacements),
    new FastifyAdapter(HTTP_SERVER_OPTIONS),
    { logger: false, abortOnError: false, bodyParser: false },
  );
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { app, endpoint: `http://127.0.0.1:${port}/mcp` };
}

export class NoInput {}

export const HINTS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** What every tool that changes something must name, for tests in which nobody is asked. It needs to be provided. */
@Injectable()
export class AsksNobody implements ConfirmationPrompt<object> {
  async request(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

export const CONFIRM = { when: 'writes', prompt: AsksNobody, message: 'Do it?' } as const;

/** Options of a tool of which a test reads only what it sets itself. */
export const options = <Input extends object = NoInput, Data extends object = object>(
  name: string,
  more: Partial<ToolOptions<Input, Data>> = {},
): ToolOptions<Input, Data> => ({
  name,
  title: name,
  description: `The tool ${name}`,
  annotations: HINTS,
  scope: 'tests',
  input: NoInput as Type<Input>,
  ...more,
});
