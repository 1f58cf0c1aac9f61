import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { crashReport } from '../../src/cli/crash.js';
import { stackFrames } from '../../src/observability/stack-frames.js';
import { CallLog } from '../../src/observability/call-log.js';
import { ObservabilityModule } from '../../src/observability/observability.module.js';

@Module({ imports: [ObservabilityModule.forRoot('trace')] })
class Logging {}

/** An exception as a library may throw it, with data in its message that even looks like a stack. */
const QUOTING = new TypeError('cannot read cnry-customer\n    at cnry (cnry-secret.js:1:1)\n    at cnry-again');

/** What is written to stderr meanwhile. */
async function written(work: () => Promise<void>): Promise<string> {
  let text = '';
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  await work();
  // The log is written once a turn of the event loop.
  await new Promise(setImmediate);
  write.mockRestore();
  return text;
}

test('the log says of a crash what it was and where, and nothing of its message', async () => {
  const text = await written(async () => {
    const app = await NestFactory.createApplicationContext(Logging, { logger: false });
    app.get(CallLog).crashed(QUOTING, 'request-1');
    await app.close();
  });
  const line = JSON.parse(text) as { stack: string[] };
  expect(line).toMatchObject({ level: 50, request_id: 'request-1', type: 'TypeError' });
  expect(line.stack[0]).toContain('crash.spec');
  expect(text).not.toContain('cnry');
});

test('twelve lines of a stack are enough for the log', async () => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const thrownFrom = (depth: number): Error => (depth === 0 ? new Error('cnry') : thrownFrom(depth - 1));
  const deep = thrownFrom(20);
  Error.stackTraceLimit = limit;
  const text = await written(async () => {
    const app = await NestFactory.createApplicationContext(Logging, { logger: false });
    app.get(CallLog).crashed(deep, 'request-2');
    await app.close();
  });
  expect((JSON.parse(text) as { stack: string[] }).stack).toHaveLength(12);
});

test('a crash of the whole program is told alike', () => {
  const report = crashReport(QUOTING);
  expect(report).toMatch(
    /^orvion-mcp stopped because of a fault of its own \(TypeError\)\. Please report this:\n\s+at /,
  );
  expect(report).not.toContain('cnry');
});

test('what was thrown need not be an error, nor have its first message', () => {
  expect(crashReport('cnry')).toBe('orvion-mcp stopped because of a fault of its own (string). Please report this:');
  const renamed = new Error('cnry\n    at cnry');
  // The stack is written when it is first looked at, and keeps the message of that time.
  expect(renamed.stack).toContain('cnry');
  renamed.message = 'another';
  expect(stackFrames(renamed)).toEqual([]);
});
