// Absolute metrics of the measured machine.
import { over } from './medians.mjs';
import { at } from './targets.mjs';

/** Metrics by name, in microseconds of CPU per call, milliseconds or MiB. The more expensive of both eras counts. */
const FIGURES = {
  'CPU µs a call': ({ http }) => http && dearer(http.rounds, 'cpu'),
  'p50 ms, 32 connections': ({ http }) => http && dearer(http.rounds, 'p50'),
  'p99 ms, 32 connections': ({ http }) => http && dearer(http.rounds, 'p99'),
  'RSS idle, MiB': ({ http }) => http && over(http.rounds, ({ orvion }) => orvion.idleMiB),
  'RSS after load, MiB': ({ http }) => http && over(http.rounds, ({ orvion }) => orvion.loadedMiB),
  'CPU µs a call with Redis': ({ around }) => around && over(around.rounds, ({ orvion }) => orvion.cpu),
  'CPU µs a call, nginx': ({ around }) => around && over(around.rounds, at('orvion', 'beside', 'nginx')),
  'CPU µs a call, Redis': ({ around }) => around && over(around.rounds, at('orvion', 'beside', 'redis')),
};

const dearer = (rounds, value) =>
  Math.max(...['2025', '2026'].map((era) => over(rounds, at('orvion', `call/${era}/32`, value))));

/** Returns the measured metrics, to two decimals. */
export const absoluteFigures = (results) =>
  Object.fromEntries(
    Object.entries(FIGURES)
      .map(([name, read]) => [name, read(results)])
      .filter(([, value]) => Number.isFinite(value))
      .map(([name, value]) => [name, Math.round(value * 100) / 100]),
  );
