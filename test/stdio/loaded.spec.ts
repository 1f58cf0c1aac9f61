import { loadedModules } from '../harness/loaded-modules.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';

jest.setTimeout(30_000);

test('a process beside one client loads nothing of the HTTP server', async () => {
  const modules = loadedModules();
  const peer = startPeer({
    AGENTPAY_API_BASE_URL: 'http://127.0.0.1:1/v1',
    AGENTPAY_API_KEY: 'x',
    ...modules.variables,
  });
  peer.send(initialize());
  await peer.answer('init');
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
  const packages = new Set(
    modules.read().flatMap((path) => /node_modules\/((?:@[\w-]+\/)?[\w-]+)\//.exec(path)?.[1] ?? []),
  );
  expect(packages).toContain('class-validator');
  expect([...packages].filter((name) => name.includes('fastify') || name === 'redis')).toEqual([]);
});
