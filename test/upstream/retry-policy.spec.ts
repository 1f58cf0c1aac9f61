import { RetryBudget } from '../../src/upstream/retry-budget.js';
import { isBackendFailure, retryWait, type Outcome } from '../../src/upstream/retry-policy.js';
import { retryAfterSeconds } from '../../src/upstream/retry-after.js';
import { UpstreamError } from '../../src/upstream/upstream.error.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');

const response = (status: number, retryAfter?: string): Outcome => ({ status, text: '', header: () => retryAfter });

const HALF = () => 0.5;

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    [' 7 ', 7],
    ['86400', 86_400],
    ['86401', 86_400],
    ['9'.repeat(400), 86_400],
    ['Tue, 24 Nov 2026 12:00:30 GMT', 30],
    ['Tue, 24 Nov 2026 11:59:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400],
    ['-1', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['soon', undefined],
    ['2026-11-24', undefined],
    ['Tue, 99 Nov 2026 12:00:30 GMT', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j', (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });
});

type Case = [what: string, outcome: Outcome, repeat: 'safe' | 'unsent', again: boolean];

const responses = (statuses: readonly number[], repeat: Case[2], again: boolean): Case[] =>
  statuses.map((status) => [`${status}`, response(status), repeat, again]);

describe('what is sent again', () => {
  const never = new UpstreamError('refused', false);
  const lost = new UpstreamError('reset', true);
  test.each<Case>([
    ['refused', never, 'safe', true],
    ['refused', never, 'unsent', true],
    ['a name without address', new UpstreamError('dns', false), 'unsent', true],
    ['reset', lost, 'safe', true],
    ['reset', lost, 'unsent', false],
    ['a spent budget', new UpstreamError('timeout', true), 'safe', false],
    ['a client that went away', new UpstreamError('canceled', true), 'safe', false],
    ['a bad certificate', new UpstreamError('tls', false), 'safe', false],
    ['an open circuit', new UpstreamError('circuit_open', false), 'safe', false],
    ['a full queue', new UpstreamError('overloaded', false), 'safe', false],
    ...responses([429, 502, 503, 504], 'safe', true),
    ...responses([429, 502, 503, 504], 'unsent', false),
    ...responses([200, 204, 307, 400, 401, 404, 409, 422, 500, 501], 'safe', false),
  ])('%s, for a request in case %#', (_what, outcome, repeat, again) => {
    expect(retryWait(outcome, { repeat }, 0, HALF) !== undefined).toBe(again);
  });

  test('waits grow, are jittered over their whole length, and end after two', () => {
    const waits = [0, 1, 2].map((retries) => retryWait(lost, { repeat: 'safe' }, retries, HALF));
    expect(waits).toEqual([50, 100, undefined]);
    expect(retryWait(lost, { repeat: 'safe' }, 1, () => 0)).toBe(0);
  });

  test('the wait the backend asks for comes on top', () => {
    expect(retryWait(response(503, '2'), { repeat: 'safe' }, 0, HALF)).toBe(2_050);
  });
});

describe('what counts against the backend', () => {
  test.each<[Outcome, boolean]>([
    [response(500), true],
    [response(503), true],
    [response(429), false],
    [response(404), false],
    [response(200), false],
    [new UpstreamError('refused', false), true],
    [new UpstreamError('timeout', true), true],
    [new UpstreamError('reset', true), true],
    [new UpstreamError('canceled', true), false],
    [new UpstreamError('reset', true, { staleConnection: true }), false],
  ])('%j: %j', (outcome, counts) => {
    expect(isBackendFailure(outcome)).toBe(counts);
  });
});

describe('the retry budget', () => {
  test('is a tenth of the calls of the last ten seconds, three at least', () => {
    let now = 0;
    const budget = new RetryBudget(() => now);
    const take = (times: number): number => Array.from({ length: times }, () => budget.take()).filter(Boolean).length;

    budget.recordCall();
    expect(take(10)).toBe(3);

    for (let call = 0; call < 199; call += 1) budget.recordCall();
    expect(take(100)).toBe(17);

    now = 10_999;
    expect(take(100)).toBe(3);
  });
});
