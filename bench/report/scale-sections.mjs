// The report sections on how the cost grows.
import { SERVERS } from '../servers/catalogue.mjs';
import { shown, table } from './markdown.mjs';
import { over, ratioOver } from './medians.mjs';
import { at } from './targets.mjs';

const namesIn = (rounds) => Object.keys(SERVERS).filter((name) => rounds.some((round) => name in round));

/** One and two processes on both cores. */
export const processTable = ({ processes }) =>
  table(
    [
      'server',
      '1 process: calls/s',
      'CPU µs',
      'cores used',
      '2 processes: calls/s',
      'CPU µs',
      'cores used',
      'calls/s, 2 / 1',
    ],
    namesIn(processes).map((name) => [
      SERVERS[name].title,
      ...[1, 2].flatMap((count) => ['rps', 'cpu', 'share'].map((key) => shown(over(processes, at(name, count, key))))),
      shown(ratioOver(processes, at(name, 2, 'rps'), at(name, 1, 'rps'))),
    ]),
  );

/** Responses with 1, 20 and 100 invoices. */
export const rowsTable = ({ rows }) =>
  table(
    ['server', '1 invoice, CPU µs', '20 invoices', '100 invoices', '1 / floor', '20 / floor', '100 / floor'],
    namesIn(rows).map((name) => {
      const points = ['call', 'rows20', 'rows100'];
      return [
        SERVERS[name].title,
        ...points.map((point) => shown(over(rows, at(name, point, 'cpu')))),
        ...points.map((point) => shown(ratioOver(rows, at(name, point, 'cpu'), at('floor', point, 'cpu')))),
      ];
    }),
  );

/** Servers with 4 and 40 tools. */
export const toolsTable = ({ tools }) =>
  table(
    ['server', '4 tools: call, CPU µs', 'list', '40 tools: call', 'list', 'call, 40 / 4', 'list, 40 / 4'],
    namesIn(tools).map((name) => {
      const read = (count, kind) => (round) => round[name][count][kind].cpu;
      return [
        SERVERS[name].title,
        ...[4, 40].flatMap((count) => ['call', 'list'].map((kind) => shown(over(tools, read(count, kind))))),
        ...['call', 'list'].map((kind) => shown(ratioOver(tools, read(40, kind), read(4, kind)))),
      ];
    }),
  );
