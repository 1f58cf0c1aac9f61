// How much is measured: everything in less than ten minutes, or the main metrics in less than ninety seconds.

const FOUR_POINTS = [
  { kind: 'call', connections: 32 },
  { kind: 'call', connections: 1 },
  { kind: 'call', connections: 256 },
  { kind: 'list', connections: 32 },
];

const FULL = {
  patienceMs: 60_000,
  http: {
    servers: ['floor', 'alone', 'sdk-v1', 'sdk-v2', 'mcp-nest', 'fastmcp', 'orvion'],
    points: FOUR_POINTS,
    rounds: 4,
    limitMs: 210_000,
    windowMs: 500,
    // V8 keeps compiling for seconds; a list runs mostly the code of a call.
    warmUp: { call: { calls: 35_000, limitMs: 8000 }, list: { calls: 8000, limitMs: 2500 } },
  },
  cold: { servers: ['floor', 'sdk-v1', 'sdk-v2', 'mcp-nest', 'fastmcp', 'orvion'], rounds: 4, limitMs: 45_000 },
  stdio: {
    servers: ['floor', 'sdk-v1', 'sdk-v2', 'orvion'],
    rounds: 5,
    limitMs: 45_000,
    windowMs: 500,
    warmUp: { calls: 30_000, limitMs: 6000 },
  },
  heap: { calls: 200_000, limitMs: 90_000 },
  size: {},
  around: { rounds: 2, limitMs: 20_000, windowMs: 1500, warmUp: { calls: 10_000, limitMs: 4000 } },
  scale: {
    processes: { servers: ['floor', 'orvion'], rounds: 1, limitMs: 30_000 },
    rows: { servers: ['floor', 'sdk-v1', 'orvion'], rounds: 1, limitMs: 30_000 },
    tools: { servers: ['sdk-v1', 'orvion'], rounds: 1, limitMs: 30_000 },
    windowMs: 1000,
    warmUp: { calls: 20_000, limitMs: 4000 },
  },
};

const QUICK = {
  patienceMs: 5_000,
  http: {
    ...FULL.http,
    servers: ['floor', 'sdk-v1', 'mcp-nest', 'orvion'],
    rounds: 1,
    windowMs: 400,
    warmUp: { call: { calls: 15_000, limitMs: 3000 }, list: { calls: 4000, limitMs: 1000 } },
  },
  cold: { servers: ['floor', 'sdk-v1', 'orvion'], rounds: 2, limitMs: 10_000 },
  stdio: {
    servers: ['floor', 'sdk-v1', 'orvion'],
    rounds: 1,
    limitMs: 10_000,
    windowMs: 400,
    warmUp: { calls: 15_000, limitMs: 2000 },
  },
  heap: { calls: 20_000, limitMs: 15_000 },
  size: {},
};

/** The parts that `--only` can select. */
export const PARTS = Object.keys(FULL).filter((name) => name !== 'patienceMs');

/** Returns the plan for the options `quick`, `only` (parts) and `rounds` (replaces those of the plan). */
export function planFor({ quick, only = PARTS, rounds }) {
  const { patienceMs, ...parts } = quick ? QUICK : FULL;
  const chosen = Object.entries(parts).filter(([name]) => only.includes(name));
  const asAsked = (plan) => (rounds && plan.rounds ? { ...plan, rounds, limitMs: Infinity } : plan);
  return { patienceMs, parts: Object.fromEntries(chosen.map(([name, plan]) => [name, asAsked(plan)])) };
}
