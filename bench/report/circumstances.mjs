// Where, when and how the metrics were measured, and what disturbed them.
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { DISTURBED } from '../machine/foreign-load.mjs';
import { shown } from './markdown.mjs';
import { median } from './medians.mjs';
import { measurementsIn } from './targets.mjs';

const json = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

const COMPARED = ['@modelcontextprotocol/sdk', '@modelcontextprotocol/server', '@rekog/mcp-nest', 'fastmcp', 'undici'];

const percent = (share) => `${Math.round(share * 100)} %`;

/** Describes machine, versions and conditions of a run. */
export function circumstances({ command, auth, started, waitedMs, results }) {
  const { version, dependencies: own } = json('../../package.json');
  const { dependencies: peers } = json('../package.json');
  const [{ model }] = cpus();
  return [
    `- \`${command}\`, ${new Date(started).toISOString().slice(0, 10)}, ${shown((Date.now() - started) / 60_000, 1)} minutes`,
    `- ${cpus().length} cores (${model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release().split('-')[0]}, Node ${process.versions.node}`,
    `- Orvion MCP ${version}: Nest ${own['@nestjs/core']}, Fastify ${own.fastify}, axios ${own.axios}; authentication: ${auth}`,
    `- ${COMPARED.map((name) => `${name} ${peers[name]}`).join(', ')}`,
    `- rounds: ${roundsIn(results)}`,
    ...disturbance(results, waitedMs),
  ];
}

function disturbance(results, waitedMs) {
  const all = [...measurementsIn(results), ...startsIn(results.cold)];
  const foreign = all.map((measured) => measured.foreign).filter(Number.isFinite);
  const disturbed = foreign.filter((share) => share >= DISTURBED).length;
  const others =
    foreign.length === 0
      ? []
      : [
          `- other programs took ${percent(median(foreign))} of the machine (median of ${foreign.length} measurements, ` +
            `${percent(Math.max(...foreign))} at most); ${disturbed} measurements had ${percent(DISTURBED)} or more; ` +
            `${shown(waitedMs / 1000, 0)} s were spent waiting for quiet`,
        ];
  const verdict = disturbed > foreign.length / 4 ? ['- **provisional: too much else was running**'] : [];
  return [...others, ...verdict];
}

/** Describes how often each part was measured, which is less than planned on a busy machine. */
function roundsIn({ http, cold, stdio, around, scale }) {
  const parts = {
    http: http?.rounds,
    'cold start': cold?.rounds,
    stdio: stdio?.rounds,
    around: around?.rounds,
    ...scale,
  };
  const measured = Object.entries(parts).filter(([, rounds]) => rounds);
  return measured.map(([name, { length }]) => `${name} ${length}`).join(', ');
}

const startsIn = (cold) => cold?.rounds.flatMap((round) => Object.values(round).flatMap(Object.values)) ?? [];
