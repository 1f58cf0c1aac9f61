import { IsString } from 'class-validator';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import { ToolContent } from '../../src/mcp/envelope/call-result.js';
import { ToolError } from '../../src/mcp/envelope/tool-error.js';
import type { ToolCall } from '../../src/mcp/context/tool-call.js';
import { ERAS, type CallingClient } from './clients.js';
import { NoInput, options, serveTools, type ToolApp } from './tool-app.js';

const SECRET = 'Invoice of Jane Doe, key sk_live_123, /srv/app/secret.ts';

class Greeting {
  @IsString()
  words: string;
}

class Unruly extends Error {
  override readonly name = SECRET;
  readonly code = SECRET;
}

@ToolProvider()
class Tools {
  @Tool(options('say_hello', { output: Greeting }))
  hello(): Greeting {
    return { words: 'hello' };
  }

  @Tool(options('show_picture'))
  picture(): ToolContent {
    return new ToolContent([{ type: 'image', data: 'AAAA', mimeType: 'image/png' }]);
  }

  @Tool(options('refuse_politely', { output: Greeting }))
  refuse(): Greeting {
    throw new ToolError('NOT_FOUND', 'There is no greeting. Ask for another.', { http_status: 404, hint: 'later' });
  }

  @Tool(options('fail_badly', { output: Greeting }))
  async fail(): Promise<Greeting> {
    return Promise.reject(new Unruly(SECRET));
  }

  @Tool(options('throw_text', { output: Greeting }))
  text(): Greeting {
    // oxlint-disable-next-line typescript/only-throw-error -- what a careless library may do
    throw SECRET;
  }

  @Tool(options('tell_request_id'))
  requestId(_input: NoInput, call: ToolCall): object {
    return { id: call.requestId };
  }
}

let service: ToolApp;

beforeAll(async () => {
  service = await serveTools([Tools]);
});

afterAll(async () => service.app.close());

describe.each(ERAS)('in $era', ({ connect }) => {
  let client: CallingClient;

  beforeAll(async () => {
    client = await connect(service.endpoint);
  });

  afterAll(async () => client.close());

  test('data comes in the envelope, typed and as text', async () => {
    const envelope = { ok: true, data: { words: 'hello' }, error: null };
    const { content, structuredContent, isError } = await client.call('say_hello');
    expect([structuredContent, isError]).toEqual([envelope, false]);
    expect(content).toEqual([{ type: 'text', text: JSON.stringify(envelope) }]);
  });

  test('content of its own goes out as it is', async () => {
    const { content, structuredContent, isError } = await client.call('show_picture');
    expect(content).toEqual([{ type: 'image', data: 'AAAA', mimeType: 'image/png' }]);
    expect([structuredContent, isError]).toEqual([undefined, false]);
  });

  test('an error on purpose keeps its code, words and details', async () => {
    const { structuredContent, isError } = await client.call('refuse_politely');
    expect(isError).toBe(true);
    expect(structuredContent).toEqual({
      ok: false,
      data: null,
      error: {
        code: 'NOT_FOUND',
        message: 'There is no greeting. Ask for another.',
        details: {
          http_status: 404,
          hint: 'later',
          retryable: false,
          request_id: expect.stringMatching(/^[\da-f-]{36}$/),
        },
      },
    });
  });

  test.each(['fail_badly', 'throw_text'])('%s becomes INTERNAL_ERROR, and none of its text goes out', async (name) => {
    const result = await client.call(name);
    const { error } = result.structuredContent as {
      error: { code: string; message: string; details: { request_id: string } };
    };
    expect([result.isError, error.code]).toEqual([true, 'INTERNAL_ERROR']);
    expect(error.message).toContain(error.details.request_id);
    expect(JSON.stringify(result)).not.toMatch(/Jane|sk_live|secret|Unruly/);
  });

  test('an unknown tool is a protocol error', async () => {
    await expect(client.call('say_goodbye')).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining('say_goodbye'),
    });
  });

  test('every call has a request id of its own', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await client.call('tell_request_id')).structuredContent as { data: { id: string } }),
    );
    expect(new Set(ids.map(({ data }) => data.id)).size).toBe(3);
  });
});
