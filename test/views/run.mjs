// The views in a real browser: npm run test:views -- [jest arguments]
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const UNAVAILABLE = 69;
const BROWSER = '/usr/bin/chromium';

if (spawnSync(BROWSER, ['--version'], { stdio: 'ignore' }).error) {
  process.stderr.write(
    `test:views: ${BROWSER} not found. On Debian: apt-get install --no-install-recommends chromium\n`,
  );
  process.exit(UNAVAILABLE);
}

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

// The page of the host, which is written for browsers as the views are.
await build({
  root: at('host'),
  configFile: false,
  logLevel: 'warn',
  build: {
    outDir: at('../../build/view-host'),
    emptyOutDir: true,
    rolldownOptions: { input: at('host/host.ts'), output: { entryFileNames: 'host.js' } },
  },
});

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const args = [jest, '--config', 'test/jest.config.mjs', '--runInBand', 'test/views', ...process.argv.slice(2)];
spawn(process.execPath, args, { cwd: at('../..'), stdio: 'inherit' }).on('close', (code) => {
  process.exitCode = code ?? 1;
});
