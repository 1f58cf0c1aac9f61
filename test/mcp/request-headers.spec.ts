import type { DynamicModule } from '@nestjs/common';
import type { CallToolResult, Server } from '@modelcontextprotocol/server';
import type { Caller } from '../../src/mcp/context/caller.js';
import { LazySdk } from '../../src/mcp/endpoint/lazy-sdk.js';
import { FastPathEndpoint } from '../../src/mcp/fast-path/fast-path.endpoint.js';
import { SdkModule } from '../../src/mcp/sdk/sdk.module.js';
import { ServerFactory } from '../../src/mcp/sdk/server.factory.js';
import { SdkOnlyEndpoint } from '../conformance/service/protocol/sdk-only.endpoint.js';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';
import { SlowTools } from './slow.tools.js';
import { serveTools, type ToolApp } from './tool-app.js';

/** Servers whose tools return the headers that the SDK shows to handlers. */
class HeaderShowingFactory extends ServerFactory {
  override create(caller: Caller): Server {
    const server = super.create(caller);
    server.setRequestHandler('tools/call', (_request, { http }): CallToolResult => {
      const headers = Object.fromEntries(http?.req?.headers.entries() ?? []);
      return { content: [], structuredContent: { headers } };
    });
    return server;
  }
}

class HeaderShowingSdk extends LazySdk {
  protected override async module(): Promise<DynamicModule> {
    return { module: SdkModule, providers: [{ provide: ServerFactory, useClass: HeaderShowingFactory }] };
  }
}

let service: ToolApp;

beforeAll(async () => {
  service = await serveTools([SlowTools], {
    replacements: [
      { provide: LazySdk, useClass: HeaderShowingSdk },
      { provide: FastPathEndpoint, useClass: SdkOnlyEndpoint },
    ],
  });
});

afterAll(async () => service.app.close());

const CREDENTIALS = {
  authorization: 'Bearer canary-token',
  cookie: 'session=canary-cookie',
  'proxy-authorization': 'Basic canary-proxy',
};

test.each([
  ['2026-07-28', modernHeaders('count_unasked'), modernCall('count_unasked')],
  ['an older revision', MCP_HEADERS, toolCall('count_unasked')],
  ['an older revision, as a stream', MCP_HEADERS, toolCall('count_up')],
])(
  'handlers of the SDK see the headers of a request in %s, its credentials aside',
  async (_revision, headers, message) => {
    const response = await fetch(service.endpoint, {
      method: 'POST',
      headers: { ...headers, ...CREDENTIALS, 'x-seen': 'yes' },
      body: JSON.stringify(message),
    });
    const text = await response.text();
    expect(text).toContain('"x-seen":"yes"');
    for (const name of Object.keys(CREDENTIALS)) expect(text).not.toContain(`"${name}"`);
    expect(text).not.toContain('canary');
  },
);
