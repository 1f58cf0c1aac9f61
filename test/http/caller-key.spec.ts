import type { FastifyRequest } from 'fastify';
import { ANYONE } from '../../src/mcp/context/caller.js';
import { callerKey, networkOf } from '../../src/transports/http/limits/caller-key.js';

const requestOf = (name: string | undefined, ip: string) =>
  ({ caller: { ...ANYONE, name }, ip, socket: { remoteAddress: '127.0.0.1' } }) as FastifyRequest;

test('a caller with a name is counted by it, from wherever', () => {
  expect(callerKey(requestOf('alice', '203.0.113.1'))).toBe(callerKey(requestOf('alice', '203.0.113.2')));
  expect(callerKey(requestOf('alice', '203.0.113.1'))).not.toBe(callerKey(requestOf('bob', '203.0.113.1')));
});

test('a name that looks like an address is not that address', () => {
  expect(callerKey(requestOf('203.0.113.1', '::1'))).not.toBe(callerKey(requestOf(undefined, '203.0.113.1')));
});

test('no key is long, and long names stay apart', () => {
  const [one, other] = ['1', '2'].map((end) => callerKey(requestOf('x'.repeat(10_000) + end, '::1')));
  expect(one).not.toBe(other);
  expect(one?.length).toBeLessThan(150);
});

test.each([
  ['203.0.113.1', '203.0.113.1'],
  ['::ffff:203.0.113.1', '203.0.113.1'],
  ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
  ['2001:DB8::7:ffff:1:2:3', '2001:db8:0:7::/64'],
  ['2001:0db8:0000:0007:1:2:3:4', '2001:db8:0:7::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::203.0.113.1', '64:ff9b:0:0::/64'],
  ['1:2:3:4:5:6:203.0.113.1', '1:2:3:4::/64'],
])('%s belongs to %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
