// What the tool list and typical answers cost a model that reads them, held against the committed measurements. With --update
// these are written anew: say in the commit what the tokens are spent for.
import { readFileSync, writeFileSync } from 'node:fs';
import { stopWithRunner } from '../harness/stop-with-runner.mjs';
import { faultsOf } from './judge.mjs';
import { measure } from './measure.mjs';

const BASELINE = new URL('baseline.json', import.meta.url);

stopWithRunner();
const update = process.argv.includes('--update');
const measurements = await measure();
const baseline = update ? measurements : JSON.parse(readFileSync(BASELINE, 'utf8'));
if (update) writeFileSync(BASELINE, `${JSON.stringify(measurements, null, 2)}\n`);

for (const [what, tokens] of Object.entries(measurements)) {
  const change = what in baseline ? percent(tokens / baseline[what] - 1) : 'new';
  process.stdout.write(`${String(tokens).padStart(6)}  ${what} (${change})\n`);
}
const faults = faultsOf(measurements, baseline);
for (const fault of faults) process.stderr.write(`FAILED: ${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

function percent(share) {
  const text = (share * 100).toFixed(1);
  return share > 0 ? `+${text} %` : `${text} %`;
}
