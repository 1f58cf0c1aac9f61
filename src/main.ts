#!/usr/bin/env node
import 'reflect-metadata';
import { EXIT } from './cli/exit-codes.js';
import { run } from './cli/run.js';
import { stopSignal } from './cli/stop-signal.js';
import { processTerminal } from './cli/terminal.js';

const terminal = processTerminal();

/** Stops on what no code foresaw. The message is left out, as it may quote data; where it happened is not. */
function crash(thrown: unknown): never {
  const frames = thrown instanceof Error ? (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const type = thrown instanceof Error ? thrown.name : typeof thrown;
  terminal.say(
    [`orvion-mcp stopped because of a fault of its own (${type}). Please report this:`, ...frames].join('\n'),
  );
  process.exit(EXIT.software);
}

process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

// A kept connection or a timer of a library must not keep the process alive after its work is done.
process.exit(await run(process.argv.slice(2), terminal, stopSignal()).catch(crash));
