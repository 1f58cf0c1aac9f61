// Results of the last full run: ratios, which hold on other machines too, for the short check, and absolute metrics of the
// machine, for docs/scaling.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import { absoluteFigures } from './absolute.mjs';
import { TARGETS } from './targets.mjs';

const FILE = new URL('../measured.json', import.meta.url);

/** Stores the measured values; the others keep their old ones. */
export function writeMeasured(results) {
  const known = TARGETS.map(({ figure, read }) => [figure, read(results)]).filter(([, value]) => value !== undefined);
  const rounded = Object.fromEntries(known.map(([figure, value]) => [figure, Math.round(value * 100) / 100]));
  const { absolute, ...before } = JSON.parse(readFileSync(FILE, 'utf8'));
  const kept = { ...before, ...rounded, absolute: { ...absolute, ...absoluteFigures(results) } };
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
}

/** How much worse a short run on another machine may be than the last full run. */
const GENEROSITY = 1.5;

/** Compares results with the last full run. Returns a line for each metric, and whether it is within its bound. */
export function compare(results, figures) {
  const measured = JSON.parse(readFileSync(FILE, 'utf8'));
  return figures.map((figure) => {
    const { more, read } = TARGETS.find((target) => target.figure === figure);
    const [now, before] = [read(results), measured[figure]];
    const bound = more ? before / GENEROSITY : before * GENEROSITY;
    const within = more ? now >= bound : now <= bound;
    const line = format(
      '%s: %s, %s %s allowed',
      figure,
      now?.toFixed(2),
      more ? 'at least' : 'at most',
      bound?.toFixed(2),
    );
    return { within, line };
  });
}
