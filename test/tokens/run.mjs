// What the tool list and typical answers cost a model that reads them, held against the committed figures. With --update
// these are written anew: say in the commit what the tokens are spent for.
import { readFileSync, writeFileSync } from 'node:fs';
import { stopWithRunner } from '../harness/stop-with-runner.mjs';
import { measure } from './measure.mjs';

const BASELINE = new URL('baseline.json', import.meta.url);
const TOLERANCE = 0.05;
/** Bounds that no baseline may move. */
const BOUNDS = { 'tools/list, whole': 4_000, 'list_invoices, default page': 1_500 };

stopWithRunner();
const update = process.argv.includes('--update');
const baseline = update ? {} : JSON.parse(readFileSync(BASELINE, 'utf8'));
const measurements = await measure();
if (update) writeFileSync(BASELINE, `${JSON.stringify(measurements, null, 2)}\n`);

const faults = [];
for (const [what, tokens] of Object.entries(measurements)) {
  const committed = update ? tokens : baseline[what];
  const change = committed === undefined ? 'new' : percent(tokens / committed - 1);
  process.stdout.write(`${String(tokens).padStart(6)}  ${what} (${change})\n`);
  if (committed === undefined) faults.push(`${what} has no committed figure`);
  if (tokens > committed * (1 + TOLERANCE)) faults.push(`${what} costs ${change} of ${committed}`);
  if (tokens > BOUNDS[what]) faults.push(`${what} costs more than ${BOUNDS[what]}`);
}
for (const what of Object.keys(baseline).filter((name) => !(name in measurements))) faults.push(`${what} is gone`);

for (const fault of faults) process.stderr.write(`FAILED: ${fault}\n`);
if (faults.length > 0) process.stderr.write('Spend fewer tokens, or commit new figures: npm run tokens -- --update\n');
process.exitCode = faults.length === 0 ? 0 : 1;

function percent(share) {
  const text = (share * 100).toFixed(1);
  return share > 0 ? `+${text} %` : `${text} %`;
}
