import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { DOCUMENTS } from './documents.js';

const { text = '' } = DOCUMENTS.find(({ path }) => path === 'docs/scaling.md') ?? {};
const { absolute } = JSON.parse(readFileSync('bench/measured.json', 'utf8')) as { absolute: Record<string, number> };

/** The cells of the row that begins with this one, without what is bold in them. */
const row = (first: string): string[] =>
  text
    .split('\n')
    .find((line) => line.startsWith(`| ${first} |`))
    ?.split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('*', '')) ?? [];

const number = (cell = ''): number => Number(/[\d.,]+/.exec(cell)?.[0].replaceAll(',', ''));

/** Half a core for each replica, of which 70 % are to be used. */
const USED = 0.5 * 0.7;

test.each([1_000, 10_000, 100_000])('the replicas for %d agents follow from the CPU that was measured', (agents) => {
  const [, rate, cores, replicas, memory] = row(agents.toLocaleString('en-US')).map(number);
  const dearest = Math.max(absolute['CPU µs a call'] ?? NaN, absolute['CPU µs a call with Redis'] ?? NaN) / 1e6;
  // Six calls a minute of each, and twice that at a peak.
  expect(rate).toBe((agents * 6 * 2) / 60);
  expect(cores).toBeCloseTo((rate ?? 0) * dearest, 0);
  expect(replicas).toBe(Math.max(2, Math.ceil(((rate ?? 0) * dearest) / USED) + 1));
  expect(memory).toBeCloseTo(((replicas ?? 0) * (absolute['RSS after load, MiB'] ?? NaN)) / 1024, 0);
});

test('the autoscaler may go as far as the largest of them needs', () => {
  const { spec } = parse(readFileSync('deploy/kubernetes/base/autoscaler.yaml', 'utf8')) as {
    spec: { maxReplicas: number };
  };
  expect(spec.maxReplicas).toBeGreaterThanOrEqual(number(row('100,000')[3]));
});

test('what gives way first stands first', () => {
  const [, limits = ''] = /generated:scaling-limits -->\n([^]*?)<!--/.exec(text) ?? [];
  const rates = limits
    .split('\n')
    .slice(2)
    .map((line) => number(line.split('|')[2]))
    .filter(Number.isFinite);
  expect(rates.length).toBeGreaterThan(4);
  expect(rates).toEqual(rates.toSorted((one, other) => one - other));
});
