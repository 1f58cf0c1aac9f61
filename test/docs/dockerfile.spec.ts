import { existsSync, readFileSync } from 'node:fs';
import { isSent, readStages, type Stage } from './dockerfile.js';

const stages = readStages('Dockerfile');
const [build, final] = stages as [Stage, Stage];
const bases = Object.fromEntries(
  [...readFileSync('Dockerfile', 'utf8').matchAll(/^ARG (\w+_BASE)=(\S+)$/gm)].map(([, name, image]) => [name, image]),
);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const dockerignore = readFileSync('.dockerignore', 'utf8');

const restsOf = (stage: Stage, keyword: string): string[] =>
  stage.instructions.filter((instruction) => instruction.keyword === keyword).map(({ rest }) => rest);

/** Sources of COPY instructions, from the build context or from another stage. */
const copied = (stage: Stage, from: 'context' | 'stage'): string[] =>
  restsOf(stage, 'COPY')
    .filter((rest) => rest.startsWith('--from=') === (from === 'stage'))
    .flatMap((rest) =>
      rest
        .replace(/^--from=\S+ /, '')
        .split(/\s+/)
        .slice(0, -1),
    );

test('it builds in one stage and runs in another, on bases that a release can pin by digest', () => {
  expect(stages).toHaveLength(2);
  expect(build.name).toBe('build');
  expect(stages.map(({ image }) => image)).toEqual(['${BUILD_BASE}', '${RUN_BASE}']);
  expect(bases).toEqual({
    BUILD_BASE: 'docker.io/library/node:24-bookworm-slim',
    RUN_BASE: 'gcr.io/distroless/cc-debian12',
  });
});

test('what runs is the built package alone, installed from its lock file, and made by the Node that runs it', () => {
  const [install = '', ...steps] = restsOf(build, 'RUN').flatMap((rest) => rest.split(' && '));
  expect([install, ...steps.slice(0, 2)]).toEqual(['npm ci', 'npm run build', 'npm ci --prefix dist']);
  expect(copied(build, 'context')).toContain('package-lock.json');
  // Nothing is installed or compiled beside it.
  expect(restsOf(final, 'RUN')).toEqual([]);
  expect(copied(final, 'stage')).toEqual(['/usr/local/bin/node', '/app/dist']);
  expect(copied(final, 'context')).toEqual([]);
});

test('its labels say which version it is', () => {
  expect(restsOf(final, 'ARG')).toEqual([`VERSION=${version}`, 'REVISION=unknown']);
  expect(restsOf(final, 'LABEL').join(' ')).toMatch(/image\.version="\$\{VERSION\}".*image\.revision="\$\{REVISION\}"/);
});

test.each(stages.flatMap((stage) => copied(stage, 'context')))('%s exists and is sent to the build', (path) => {
  expect([existsSync(path), isSent(path, dockerignore)]).toEqual([true, true]);
});

test.each(['.env', '.git/config', 'node_modules/x', 'dist/main.js', 'sandbox.db', 'test/jest.config.mjs'])(
  '%s is not sent to the build',
  (path) => {
    expect(isSent(path, dockerignore)).toBe(false);
  },
);

test('it runs as a user that Kubernetes can tell is not root', () => {
  const [user = '', ...more] = restsOf(final, 'USER');
  expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  expect(more).toEqual([]);
  const keywords = final.instructions.map(({ keyword }) => keyword);
  // Everything before belongs to root, so the program cannot change itself.
  expect(keywords.lastIndexOf('COPY')).toBeLessThan(keywords.indexOf('USER'));
});

test('it serves HTTP by default, as process 1, in production', () => {
  expect(restsOf(final, 'ENTRYPOINT')).toEqual(['["/usr/local/bin/node", "/app/dist/main.js"]']);
  expect(restsOf(final, 'CMD')).toEqual(['["http"]']);
  expect(restsOf(final, 'ENV')).toEqual(['NODE_ENV=production ORVION_MCP_SANDBOX_DATABASE=:memory:']);
  expect(restsOf(final, 'EXPOSE')).toEqual(['3000']);
});

test('the orchestrator probes, not the image', () => {
  expect(stages.flatMap((stage) => restsOf(stage, 'HEALTHCHECK'))).toEqual([]);
});
