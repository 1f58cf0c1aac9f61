import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Caller } from '../../src/mcp/context/caller.js';
import { onCancelFrom } from '../../src/cancellation/on-cancel.js';
import type { ToolCall } from '../../src/mcp/context/tool-call.js';
import { ToolInvoker } from '../../src/mcp/invocation/tool.invoker.js';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import { McpModule } from '../../src/mcp/mcp.module.js';
import { ObservabilityModule } from '../../src/observability/observability.module.js';
import { HINTS, options } from '../mcp/tool-app.js';

@ToolProvider()
class Misnamed {
  @Tool(options('get_nothing', { annotations: { ...HINTS, readOnlyHint: false } }))
  write(_input: object, call: ToolCall): object {
    call.subject = 'inv_1';
    return {};
  }

  @Tool(options('delete_everything'))
  read(): object {
    return {};
  }

  @Tool(options('break_down', { annotations: { ...HINTS, readOnlyHint: false } }))
  break(): object {
    throw new TypeError('cnry');
  }
}

const library = McpModule.forRootAsync({
  useFactory: () => ({
    identity: { name: 'tests', title: 'Tests', version: '1' },
    callTimeoutMs: 1_000,
    readOnly: false,
  }),
});

@Module({ imports: [ObservabilityModule.forRoot('warn'), library], providers: [Misnamed] })
class Library {}

@Module({ imports: [ObservabilityModule.forRoot('silent'), library], providers: [Misnamed] })
class SilentLibrary {}

const describeCall = () => ({ rpcId: 1, protocolVersion: undefined, message: {}, request: {} });

/** The lines of the audit log that calls by this caller leave. */
async function audited(
  caller: Caller,
  tools: readonly string[],
  module: Type = Library,
): Promise<Record<string, unknown>[]> {
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  let text = '';
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  const origin = {
    caller,
    transport: 'http',
    describe: describeCall,
    onCancel: onCancelFrom(new AbortController().signal),
  } as const;
  for (const tool of tools) await app.get(ToolInvoker).invoke(tool, {}, origin);
  // The log is written once a turn of the event loop.
  await new Promise(setImmediate);
  write.mockRestore();
  await app.close();
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'write');
}

test('what a tool declares decides whether its calls are audited, and not its name', async () => {
  const lines = await audited({ name: 'ci-bot', scopes: 'all' }, ['delete_everything', 'get_nothing']);
  expect(lines).toEqual([
    expect.objectContaining({ caller: 'ci-bot', tool: 'get_nothing', invoice_id: 'inv_1', outcome: 'ok' }),
  ]);
});

test('a write that breaks down is audited, without a word of what was thrown', async () => {
  const lines = await audited({ name: 'sha256:0f', scopes: 'all' }, ['break_down']);
  expect(lines).toEqual([
    expect.objectContaining({ caller: 'sha256:0f', tool: 'break_down', outcome: 'error', code: 'INTERNAL_ERROR' }),
  ]);
  expect(JSON.stringify(lines)).not.toContain('cnry');
});

test('a name of any length is cut', async () => {
  const [line] = await audited({ name: 'n'.repeat(10_000), scopes: 'all' }, ['get_nothing']);
  expect(line?.caller).toBe('n'.repeat(128));
});

test('LOG_LEVEL=silent is meant, and silences it', async () => {
  expect(await audited({ name: 'ci-bot', scopes: 'all' }, ['get_nothing'], SilentLibrary)).toEqual([]);
});
