// The report sections, one for each measured part.
import { SERVERS } from '../servers/catalogue.mjs';
import { shown, table } from './markdown.mjs';
import { over, ratioOver } from './medians.mjs';
import { at, reached, TARGETS } from './targets.mjs';

/** Metrics against their targets. */
export const verdict = (results) =>
  table(
    ['figure', 'measured', 'must', 'good', 'moonshot', 'reached'],
    TARGETS.map((target) => {
      const value = target.read(results);
      const sign = target.more ? '≥ ' : '≤ ';
      const levels = target.levels.map((level) => `${sign}${level}`);
      return [target.figure, `**${shown(value)}**`, ...levels, reached(target, value) ?? 'not measured'];
    }),
  );

const serversIn = (rounds) => Object.keys(SERVERS).filter((name) => rounds.some((round) => name in round));
const titleOf = (name, era) => SERVERS[name].title + (era === '2026' ? ', 2026-07-28 era' : '');

/** All servers at one load. */
export function httpTable({ rounds }, kind, connections) {
  const measured = serversIn(rounds).flatMap((name) => SERVERS[name].eras.map((era) => [name, era]));
  const rows = measured.flatMap(([name, era]) => {
    const point = `${kind}/${era}/${connections}`;
    if (!rounds.some((round) => round[name]?.[point])) return [];
    const value = (key) => over(rounds, at(name, point, key));
    const to = (peer, key) => ratioOver(rounds, at(name, point, key), at(peer, `${kind}/2025/${connections}`, key));
    const figures = [value('rps'), value('p50'), value('p99'), value('cpu')];
    const ratios = kind === 'call' ? [to('floor', 'cpu'), to('floor', 'rps')] : [];
    return [[titleOf(name, era), ...[...figures, ...ratios, to('sdk-v1', 'rps')].map((each) => shown(each))]];
  });
  const ratios = kind === 'call' ? ['CPU / floor', 'calls/s / floor'] : [];
  return table(['server', 'calls/s', 'p50 ms', 'p99 ms', 'CPU µs', ...ratios, 'calls/s / SDK 1'], rows);
}

/** Memory before and after the load over HTTP. */
export const memoryTable = ({ rounds }) =>
  table(
    ['server', 'RSS idle, MiB', 'after load, MiB', 'after load / floor'],
    serversIn(rounds).map((name) => [
      titleOf(name),
      shown(over(rounds, (round) => round[name].idleMiB)),
      shown(over(rounds, (round) => round[name].loadedMiB)),
      shown(
        ratioOver(
          rounds,
          (round) => round[name].loadedMiB,
          (round) => round.floor?.loadedMiB ?? Number.NaN,
        ),
      ),
    ]),
  );

/** Cold start over both transports. */
export const coldTable = ({ rounds }) =>
  table(
    ['server', 'HTTP ms', 'CPU ms', '/ floor', '/ SDK 1', 'stdio ms', 'CPU ms', '/ floor', '/ SDK 1', 'stdio RSS, MiB'],
    serversIn(rounds).map((name) => [
      titleOf(name),
      ...['http', 'stdio'].flatMap((transport) => {
        const read = (server, key) => (round) => round[server]?.[transport]?.[key] ?? Number.NaN;
        const to = (peer) => shown(ratioOver(rounds, read(name, 'ms'), read(peer, 'ms')));
        return [
          shown(over(rounds, read(name, 'ms')), 0),
          shown(over(rounds, read(name, 'cpuMs')), 0),
          to('floor'),
          to('sdk-v1'),
        ];
      }),
      shown(
        over(rounds, (round) => round[name].stdio?.residentMiB),
        0,
      ),
    ]),
  );

/** Calls over stdio. */
export const stdioTable = ({ rounds }) =>
  table(
    ['server', ...['1', '32'].flatMap((calls) => [`${calls} in flight: calls/s`, 'p99 ms', 'CPU µs', 'CPU / floor'])],
    serversIn(rounds).map((name) => [
      titleOf(name),
      ...[1, 32].flatMap((inFlight) => [
        ...['rps', 'p99', 'cpu'].map((key) => shown(over(rounds, at(name, inFlight, key)))),
        shown(ratioOver(rounds, at(name, inFlight, 'cpu'), at('floor', inFlight, 'cpu'))),
      ]),
    ]),
  );
