// The targets, and how each metric is read from the results. All are ratios within one run, or counts.
import { ratioOver } from './medians.mjs';

const CALL_1 = 'call/2025/1';
const CALL_32 = 'call/2025/32';
const CALL_256 = 'call/2025/256';

/** Returns a value of a server at a point of an HTTP round; NaN when it was not measured. */
export const at = (server, point, value) => (round) => round[server]?.[point]?.[value] ?? Number.NaN;

const cpuToFloor = (point, floorPoint) => (results) =>
  http(results, at('orvion', point, 'cpu'), at('floor', floorPoint, 'cpu'));

const http = ({ http: part }, above, below) => part && ratioOver(part.rounds, above, below);

/** Returns the greatest of the measured values. */
const worst = (...values) => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

const listToCall = (era) => (results) =>
  http(results, at('orvion', `list/${era}/32`, 'cpu'), at('orvion', `call/${era}/32`, 'cpu'));

const start =
  (transport, peer) =>
  ({ cold }) =>
    cold &&
    ratioOver(
      cold.rounds,
      (round) => round.orvion[transport].ms,
      (round) => round[peer][transport].ms,
    );

/** Metrics with their targets: must, good, moonshot. Less is better unless stated otherwise. */
export const TARGETS = [
  { figure: 'CPU a call / floor, 32 connections, 2025 era', levels: [3, 2.5, 2], read: cpuToFloor(CALL_32, CALL_32) },
  {
    figure: 'CPU a call / floor, 32 connections, 2026-07-28 era',
    levels: [3.5, 3, 2],
    read: cpuToFloor('call/2026/32', CALL_32),
  },
  {
    figure: 'CPU a call / floor, 256 connections, 2025 era',
    levels: [3.2, 2.7, 2],
    read: cpuToFloor(CALL_256, CALL_256),
  },
  {
    figure: 'CPU a call / floor, 256 connections, 2026-07-28 era',
    levels: [3.2, 2.7, 2],
    read: cpuToFloor('call/2026/256', CALL_256),
  },
  {
    figure: 'throughput / SDK 1 textbook, 32 connections',
    levels: [5, 6, 9],
    more: true,
    read: (results) => http(results, at('orvion', CALL_32, 'rps'), at('sdk-v1', CALL_32, 'rps')),
  },
  {
    figure: 'throughput / mcp-nest on Fastify, 32 connections',
    levels: [2, 3, 4],
    more: true,
    read: (results) => http(results, at('orvion', CALL_32, 'rps'), at('mcp-nest', CALL_32, 'rps')),
  },
  {
    figure: 'p50 / floor, 1 connection',
    levels: [2, 1.7, 1.3],
    read: (results) => http(results, at('orvion', CALL_1, 'p50'), at('floor', CALL_1, 'p50')),
  },
  {
    figure: 'p99 / floor, 32 connections',
    levels: [3, 2.5, 2],
    read: (results) => http(results, at('orvion', CALL_32, 'p99'), at('floor', CALL_32, 'p99')),
  },
  {
    figure: 'CPU of `tools/list` / of `tools/call`, the worse era',
    levels: [1, 0.7, 0.5],
    read: (results) => worst(listToCall('2025')(results), listToCall('2026')(results)),
  },
  { figure: 'HTTP: spawn to first call answered / floor', levels: [1.8, 1.5, 1.2], read: start('http', 'floor') },
  {
    figure: 'stdio: spawn to first call answered / SDK 1',
    levels: [1, 0.8, 0.65],
    read: start('stdio', 'sdk-v1'),
  },
  {
    figure: 'stdio: CPU a call / floor, one after the other',
    levels: [2.6, 2.3, 1.6],
    read: ({ stdio }) => stdio && ratioOver(stdio.rounds, ...['orvion', 'floor'].map((name) => at(name, 1, 'cpu'))),
  },
  {
    figure: 'memory (RSS) after load / floor',
    levels: [2, 1.7, 1.4],
    read: ({ http: part }) =>
      part &&
      ratioOver(
        part.rounds,
        (round) => round.orvion.loadedMiB,
        (round) => round.floor.loadedMiB,
      ),
  },
  {
    figure: 'heap growth, bytes a call',
    levels: [10, 0, 0],
    // Fractions of a byte are noise of the garbage collector.
    read: ({ heap }) => heap && Math.max(0, Math.round(heap.perCall)),
  },
  { figure: 'wrong answers and errors', levels: [0, 0, 0], read: faultsOf },
  { figure: 'installed for production, MB', levels: [60, 40, 25], read: ({ size }) => size?.megabytes },
];

const LEVELS = ['must', 'good', 'moonshot'];

/** Returns the highest level that a value reaches, `missed`, or undefined when it was not measured. */
export function reached({ levels, more }, value) {
  if (value === undefined) return undefined;
  const met = levels.map((level) => (more ? value >= level : value <= level));
  return LEVELS[met.lastIndexOf(true)] ?? 'missed';
}

/** Counts the errors and wrong responses of the service in all measurements. */
function faultsOf({ http: overHttp, stdio, heap, around, scale }) {
  const rounds = [overHttp?.rounds, stdio?.rounds, around?.rounds, scale?.processes, scale?.rows, scale?.tools].flatMap(
    (part) => part ?? [],
  );
  const measured = rounds.flatMap((round) => measurementsIn(round.orvion));
  return [...measured, ...(heap ? [heap] : [])].reduce((sum, { errors, wrong }) => sum + errors + wrong, 0);
}

/** Returns all measurements within a value. */
export function measurementsIn(value) {
  if (typeof value !== 'object' || value === null) return [];
  return 'wrong' in value ? [value] : Object.values(value).flatMap(measurementsIn);
}
