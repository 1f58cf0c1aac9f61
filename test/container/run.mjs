// Checks the image: built from the Dockerfile as it is, started, used and stopped as a container runtime would.
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { temporaryFolder } from '../harness/temporary-folder.mjs';
import { live } from '../smoke/life.mjs';
import { endpointOf, start } from '../smoke/processes.mjs';
import { finish, step } from '../smoke/steps.mjs';
import { childOf, startOf, variablesOf } from './chroot.mjs';
import { allFiles, packagesIn, sizeOf } from './contents.mjs';
import { buildImage } from './image.mjs';
import { requirePrograms, run } from './programs.mjs';

const HEALTHY_MS = 3_000;
/** Of which Node is 121. */
const LARGEST_MB = 170;
/** What may be installed beside the program. */
const PACKAGES = /^(?:libsql|@libsql\/[\w-]+-gnu|@neon-rs\/load|detect-libc)$/;
const FOREIGN = /\/(?:npm|npx|corepack|yarn|sh|bash|dash|busybox|apt|dpkg|tsc|jest)$/;

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

requirePrograms();
const built = await step('the Dockerfile builds', async () => {
  const node = run('npx', ['--yes', '--package', 'node@24', '--call', 'node -p process.execPath']).trim();
  return buildImage(temporaryFolder('container'), node);
});
if (built) {
  await check(built);
  await serveOverHttp(built);
  await serveOverStdio(built);
}
process.exit(finish());

async function check({ config, root }) {
  await step('it says what it is, and runs as a user who is not root', async () => {
    assert.equal(config.User, '10001:10001');
    assert.deepEqual(config.Cmd, ['http']);
    assert.equal(config.Labels['org.opencontainers.image.title'], 'orvion-mcp');
    assert.equal(config.Labels['org.opencontainers.image.version'], version);
  });
  await step('it has no shell, no npm, no tool of the trade', async () => {
    assert.deepEqual(
      allFiles(root).filter(({ path }) => FOREIGN.test(path)),
      [],
    );
  });
  await step('it has no package but those that are loaded', async () => {
    const packages = packagesIn(root);
    assert.ok(packages.includes('libsql'));
    assert.deepEqual(
      packages.filter((name) => !PACKAGES.test(name)),
      [],
    );
  });
  await step('nothing in it belongs to its user or to everyone', async () => {
    const open = allFiles(`${root}/app`).filter(({ uid, mode }) => uid !== 0 || (mode & 0o022) !== 0);
    assert.deepEqual(open, []);
  });
  const megabytes = sizeOf(root) / 1024 ** 2;
  await step(
    `it has ${megabytes.toFixed(1)} MB, of which the program are ${(sizeOf(`${root}/app`) / 1024 ** 2).toFixed(1)}`,
    async () => {
      assert.ok(megabytes < LARGEST_MB);
    },
  );
}

async function serveOverHttp(image) {
  const settings = {
    ORVION_MCP_LISTEN_HOST: '0.0.0.0',
    ORVION_MCP_HTTP_AUTH: 'none',
    ORVION_MCP_LISTEN_PORT: '0',
    ORVION_MCP_DRAIN_DELAY_MS: '0',
  };
  const { command, args } = startOf(image, ['http', '--sandbox']);
  const began = performance.now();
  const service = start(command, args, { env: variablesOf(image, settings), stdio: ['ignore', 'inherit', 'pipe'] });
  const ended = once(service, 'exit');
  const endpoint = await step('it is healthy within 3 s', async () => {
    const address = await endpointOf(service);
    for (const path of ['/readyz', '/livez', '/health'])
      assert.equal((await fetch(new URL(path, address))).status, 200);
    assert.ok(performance.now() - began < HEALTHY_MS);
    return address;
  });
  if (!endpoint) return;
  const main = childOf(service);
  await step('it is process 1, as user 10001, and may gain nothing', async () => {
    const status = readFileSync(`/proc/${main}/status`, 'utf8');
    assert.match(status, /^Uid:\t10001\t10001\t10001\t10001$/m);
    assert.match(status, /^NSpid:\t\d+\t1$/m);
    assert.match(status, /^CapEff:\t0+$/m);
  });
  await step('the life of an invoice over HTTP', async () =>
    live(new StreamableHTTPClientTransport(new URL(endpoint))),
  );
  await step('on a root that cannot be written to, it has left nothing in the temporary folder either', async () => {
    assert.match(readFileSync(`/proc/${main}/mounts`, 'utf8'), / \/ \S+ ro[, ]/);
    assert.deepEqual(readdirSync(`/proc/${main}/root/tmp`), []);
  });
  await step('SIGTERM to process 1 ends it with 0', async () => {
    process.kill(main, 'SIGTERM');
    assert.deepEqual(await ended, [0, null]);
  });
}

async function serveOverStdio(image) {
  await step('the life of an invoice over stdio', async () => {
    const { command, args } = startOf(image, ['stdio', '--sandbox']);
    await live(new StdioClientTransport({ command, args, env: variablesOf(image, { LOG_LEVEL: 'warn' }) }));
  });
  await step('its Node takes the code that was compiled when it was built', async () => {
    const look = `import { loadChunk, scripts } from '/app/dist/load.js';
      process.argv.splice(1, 1, 'main.js', 'tools');
      process.on('exit', () => console.error(JSON.stringify([...scripts].map(([name, { cachedDataRejected }]) => [name, cachedDataRejected]))));
      loadChunk('service.cjs');`;
    const [node] = image.config.Entrypoint;
    const entry = { ...image, config: { ...image.config, Entrypoint: [node, '--input-type=module', '-e', look, 'x'] } };
    const { command, args } = startOf(entry, []);
    const looked = start(command, args, { env: variablesOf(image, {}), stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    looked.stderr.on('data', (text) => (said += text));
    await once(looked, 'close');
    const taken = Object.fromEntries(JSON.parse(said.trim().split('\n').at(-1)));
    assert.equal(taken['service.cjs'], false, said);
  });
}
