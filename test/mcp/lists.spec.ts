import { IsIn, IsString } from 'class-validator';
import { setTimeout as delay } from 'node:timers/promises';
import { Prompt, PromptProvider } from '../../src/mcp/decorators/prompt.decorator.js';
import { Resource, ResourceProvider, ResourceTemplate } from '../../src/mcp/decorators/resource.decorator.js';
import { REVISIONS, rpc } from '../harness/rpc.js';
import { at, Numbers, Place, promptOf, templateOf } from './list-options.js';
import { HINTS, options, serveTools, type ToolApp } from './tool-app.js';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import type { ToolCall } from '../../src/mcp/context/tool-call.js';

const SECRET = 'secret-of-the-database';

class Choice {
  @IsIn(['left', 'lower', 'right'])
  side: string;

  @IsString()
  note: string;
}

@ResourceProvider()
@PromptProvider()
class Everything {
  @Resource(at('test://bytes'))
  bytes(): Uint8Array {
    return Uint8Array.of(0, 255);
  }

  @Resource(at('test://broken'))
  broken(): never {
    throw new Error(SECRET);
  }

  @Resource(at('test://slow'))
  async slow({ signal }: ToolCall): Promise<string> {
    return delay(60_000, 'late', { signal });
  }

  @ResourceTemplate(templateOf('test://places/{name}/map'))
  place({ name }: Place): object {
    return { name };
  }

  @Prompt(promptOf('choose_side', { input: Choice }))
  choose({ side }: Choice): string {
    return `Go ${side}`;
  }

  @Prompt(promptOf('use_missing_tool', { tools: ['no_such_tool'] }))
  missing(): string {
    return 'Use no_such_tool';
  }
}

describe.each(REVISIONS)('in %s', (revision) => {
  let served: ToolApp;
  beforeAll(async () => (served = await serveTools([Everything, Numbers], { callTimeoutMs: 1_000 })));
  afterAll(async () => served.app.close());
  const ask = async (method: string, params: Record<string, unknown> = {}) =>
    rpc(served.endpoint, revision, method, params);

  test('bytes are sent as base64, and an object as JSON with the variables decoded', async () => {
    expect((await ask('resources/read', { uri: 'test://bytes' })).result.contents).toEqual([
      { uri: 'test://bytes', mimeType: 'text/plain', blob: 'AP8=' },
    ]);
    const uri = 'test://places/%C3%A4%2Fb/map';
    expect((await ask('resources/read', { uri })).result.contents).toEqual([
      { uri, mimeType: 'text/plain', text: '{"name":"ä/b"}' },
    ]);
  });

  test.each([
    'test://places//map',
    'test://places/a/b/map',
    'test://places/%ff/map',
    'test://places/a/map?x',
    'test://PLACES/a/map',
    'xtest://places/a/map',
    'test://places/a/map\n',
  ])('there is nothing at %j', async (uri) => {
    const { error } = await ask('resources/read', { uri });
    const code = revision === '2026-07-28' ? -32602 : -32002;
    expect(error).toMatchObject({ code, data: { uri, code: 'NOT_FOUND' } });
  });

  test('variables are held against their rules', async () => {
    const { error } = await ask('resources/read', { uri: 'test://places/toolong/map' });
    expect(error).toMatchObject({ code: -32602, data: { code: 'VALIDATION_ERROR', fields: [{ field: 'name' }] } });
  });

  test('an exception keeps its words to itself', async () => {
    const { error, text } = await ask('resources/read', { uri: 'test://broken' });
    expect(error).toMatchObject({
      code: -32603,
      data: { code: 'INTERNAL_ERROR', request_id: expect.any(String) as string },
    });
    expect(text).not.toContain(SECRET);
  });

  test('a reading that takes too long is ended', async () => {
    const { error } = await ask('resources/read', { uri: 'test://slow' });
    expect(error).toMatchObject({
      code: -32603,
      data: { code: 'CLIENT_ERROR', reason: 'timeout', retryable: true },
    });
  });

  test('at most a hundred values are suggested, and a closed set suggests itself', async () => {
    const ref = { type: 'ref/resource', uri: 'test://places/{name}/map' };
    const many = await ask('completion/complete', { ref, argument: { name: 'name', value: 'x' } });
    const { values, hasMore } = many.result.completion as { values: string[]; hasMore: boolean };
    expect([values.length, values[0], hasMore]).toEqual([100, 'x0', true]);
    const side = { ref: { type: 'ref/prompt', name: 'choose_side' }, argument: { name: 'side', value: 'l' } };
    expect((await ask('completion/complete', side)).result.completion).toEqual({
      values: ['left', 'lower'],
      hasMore: false,
    });
  });

  test('a prompt whose tool is not there is not there either', async () => {
    const { result } = await ask('prompts/list');
    expect(result.prompts).toEqual([
      {
        name: 'choose_side',
        title: 'Title',
        description: 'Description',
        arguments: [
          { name: 'side', required: true },
          { name: 'note', required: true },
        ],
      },
    ]);
    expect((await ask('prompts/get', { name: 'use_missing_tool' })).error).toMatchObject({ code: -32602 });
  });

  test.each<[method: string, params: Record<string, unknown>]>([
    ['resources/read', {}],
    ['resources/read', { uri: 7 }],
    ['resources/read', { uri: null }],
    ['prompts/get', {}],
    ['prompts/get', { name: ['choose_side'] }],
    ['prompts/get', { name: '__proto__' }],
    ['prompts/get', { name: 'choose_side', arguments: [] }],
    ['prompts/get', { name: 'choose_side', arguments: 'side' }],
    ['prompts/get', { name: 'choose_side', arguments: { side: ['left'], note: {} } }],
    ['prompts/get', { name: 'choose_side', arguments: { side: 'left', note: 'n', constructor: 'x' } }],
    ['completion/complete', {}],
    ['completion/complete', { ref: 'x', argument: { name: 'side', value: '' } }],
    ['completion/complete', { ref: { type: 'ref/tool', name: 'x' }, argument: { name: 'side', value: '' } }],
    ['completion/complete', { ref: { type: 'ref/prompt', name: 'choose_side' }, argument: { name: 'side', value: 5 } }],
    [
      'completion/complete',
      { ref: { type: 'ref/resource', uri: 'test://bytes/{x}' }, argument: { name: 'x', value: '' } },
    ],
  ])('%s %j is a malformed request, and says why', async (method, params) => {
    const { error } = await ask(method, params);
    expect(error).toMatchObject({ code: -32602, data: { code: expect.any(String) as string, retryable: false } });
    expect(error?.message).toMatch(/^[A-Z a-z].{8,}/);
    expect(error?.message).not.toMatch(/zod|invalid_type|expected/i);
  });
});

test('a library with tools alone announces nothing else', async () => {
  @ToolProvider()
  class Tools {
    @Tool(options('read_wind', { annotations: HINTS }))
    run(): object {
      return {};
    }
  }
  const { app, endpoint } = await serveTools([Tools]);
  const { result } = await rpc(endpoint, '2026-07-28', 'server/discover');
  const { error } = await rpc(endpoint, '2026-07-28', 'resources/list');
  await app.close();
  expect(result.capabilities).toEqual({ tools: { listChanged: false } });
  expect(error?.code).toBe(-32601);
});
