// Figures of the machine that was measured.
import { over } from './medians.mjs';
import { at } from './targets.mjs';

/** By name: microseconds of CPU a call, milliseconds, MiB. Of the two eras the dearer one counts. */
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

/** What of them was measured, to two decimals. */
export const absoluteFigures = (results) =>
  Object.fromEntries(
    Object.entries(FIGURES)
      .map(([name, read]) => [name, read(results)])
      .filter(([, value]) => Number.isFinite(value))
      .map(([name, value]) => [name, Math.round(value * 100) / 100]),
  );
