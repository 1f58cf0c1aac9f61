// The report section on nginx and Redis.
import { shown, table } from './markdown.mjs';
import { over } from './medians.mjs';

const TITLES = { nginx: 'nginx, one worker, the shipped configuration', redis: 'Redis, counting every call' };

/** CPU of each process per call. */
export function aroundTable({ rounds, unknown }) {
  if (unknown) return `Not measured: ${unknown}.`;
  const cpu = (read) => shown(over(rounds, ({ orvion }) => read(orvion)));
  return table(
    ['program', 'CPU µs a call'],
    [
      ['**Orvion MCP**, with Redis', cpu((measured) => measured.cpu)],
      ...Object.entries(TITLES).map(([name, title]) => [title, cpu(({ beside }) => beside[name])]),
    ],
  );
}
