// The benchmark: measures the service beside other servers, and compares it with its targets.
import { installPeers } from './install.mjs';
import { checkCores, moveTo } from './machine/cores.mjs';
import { Patience } from './machine/foreign-load.mjs';
import { endAfter } from './machine/processes.mjs';
import { readOptions, USAGE } from './options.mjs';
import { runAround } from './parts/around.mjs';
import { runCold } from './parts/cold.mjs';
import { runHeap } from './parts/heap.mjs';
import { runHttp } from './parts/http.mjs';
import { runScale } from './parts/scale.mjs';
import { runSize } from './parts/size.mjs';
import { runStdio } from './parts/stdio.mjs';
import { planFor } from './plans.mjs';
import { writeMeasured } from './report/bounds.mjs';
import { circumstances } from './report/circumstances.mjs';
import { writeDocument } from './report/document.mjs';
import { report } from './report/report.mjs';
import { startBackend } from './servers/running-server.mjs';

const LONGEST_SECONDS = 900;

const RUN = {
  http: runHttp,
  cold: runCold,
  stdio: runStdio,
  heap: runHeap,
  size: runSize,
  around: runAround,
  scale: runScale,
};

const say = (line) => process.stderr.write(`${line}\n`);

async function measureAll({ parts, patienceMs }, auth) {
  const backend = await startBackend();
  const patience = new Patience(patienceMs);
  const context = { backend, patience, auth, say };
  const results = {};
  try {
    for (const [name, plan] of Object.entries(parts)) results[name] = await RUN[name](plan, context);
  } finally {
    await backend.stop();
  }
  return { results, waitedMs: patience.waitedMs };
}

function optionsOrUsage(argv) {
  try {
    return readOptions(argv);
  } catch (thrown) {
    say(thrown.message);
    process.exitCode = 64;
    return undefined;
  }
}

async function main(argv) {
  const options = optionsOrUsage(argv);
  if (!options || options.help) {
    process.stdout.write(USAGE);
    return;
  }
  checkCores();
  installPeers();
  endAfter(LONGEST_SECONDS);
  moveTo('load');
  const started = Date.now();
  const { results, waitedMs } = await measureAll(planFor(options), options.auth);
  const command = ['npm run bench', ...(argv.length > 0 ? ['--', ...argv] : [])].join(' ');
  const text = report(results, circumstances({ command, auth: options.auth, started, waitedMs, results }));
  process.stdout.write(text);
  if (!options.write) return;
  writeDocument(text);
  writeMeasured(results);
}

await main(process.argv.slice(2)).then(
  () => process.exit(),
  (thrown) => {
    say(String(thrown.stack ?? thrown));
    process.exit(1);
  },
);
