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
  await peer.response('init');
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
  const packages = modules.packages();
  for (const name of ['class-validator', '@nestjs/core', 'undici']) expect(packages).toContain(name);
  const others = /fastify|redis|jose|terminus|opentelemetry|prom-client/;
  expect([...packages].filter((name) => others.test(name))).toEqual([]);
});
