import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { AppModule } from '../../app.module.js';
import type { Config } from '../../config/config.js';
import { claimStdout } from '../../transports/stdio/stdout-guard.js';
import { StdioRunner } from '../../transports/stdio/stdio.runner.js';
import { openBackend } from '../backend.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** Serves one client on standard input and output until it disconnects or the signal aborts. */
export async function stdio(config: Config, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  // Before anything else is created, as any of it might print.
  const output = claimStdout();
  const backend = await openBackend(config);
  const app = await NestFactory.createApplicationContext(AppModule.forStdio(backend.config), {
    logger: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  if (process.stdin.isTTY)
    terminal.say('Waiting for MCP messages on standard input. This is for an MCP client; see --help.');
  await app.get(StdioRunner).run(process.stdin, output, signal);
  await app.close();
  await backend.close();
  return EXIT.ok;
}
