import 'reflect-metadata';
import { crashReport } from './cli/crash.js';
import { EXIT } from './cli/exit-codes.js';
import { run } from './cli/run.js';
import { stopSignal } from './cli/stop-signal.js';
import { processTerminal } from './cli/terminal.js';

const terminal = processTerminal();

function crash(thrown: unknown): never {
  terminal.say(crashReport(thrown));
  process.exit(EXIT.software);
}

process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

void run(process.argv.slice(2), terminal, stopSignal())
  .catch(crash)
  .then(async (code) => {
    await terminal.flushed();
    // An open connection or a library's timer must not keep the process alive after its work.
    process.exit(code);
  });
