// Nest 12 is ESM-only and Jest cannot require ESM before Node 24.9, so everything, node_modules included, is compiled to
// CommonJS by swc. Type checking is `npm run typecheck`; the ESM build is exercised by the end-to-end tests, which start it.
const common = { keepClassNames: true, target: 'es2022' };

export default {
  rootDir: '..',
  roots: ['<rootDir>/test'],
  // Many tests start the built program; none may be about yesterday's.
  globalSetup: '<rootDir>/test/harness/fresh-build.mjs',
  testEnvironment: 'node',
  // Most tests wait for processes that they have started, so no core is kept free for the runner.
  maxWorkers: '100%',
  testRegex: '\\.spec\\.ts$',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          ...common,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
    '^.+\\.m?js$': [
      '@swc/jest',
      { jsc: { ...common, parser: { syntax: 'ecmascript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [],
  // Many tests start the built program; on a busy machine that alone can take seconds.
  testTimeout: 30_000,
  setupFiles: ['reflect-metadata'],
};
