import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const CRUISER = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const RULES = resolve('test/architecture/rules.mjs');

interface Report {
  readonly modules: readonly unknown[];
  readonly summary: { readonly violations: readonly { rule: { name: string }; from: string; to: string }[] };
}

/** Imports under `src` of a folder that break a rule, as `rule: from -> to`. */
async function violationsIn(folder: string): Promise<{ broken: string[]; modules: number }> {
  const args = [CRUISER, '--config', RULES, '--output-type', 'json', 'src'];
  const run = promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  // The exit code is the number of errors; the report on stdout says which.
  const { stdout } = await run.catch((thrown: unknown) => thrown as { stdout: string });
  const { modules, summary } = JSON.parse(stdout) as Report;
  return {
    modules: modules.length,
    broken: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
  };
}

test('every import goes in the direction of the design, without cycles', async () => {
  const { broken, modules } = await violationsIn(resolve('.'));
  expect(broken).toEqual([]);
  expect(modules).toBeGreaterThan(100);
}, 60_000);

/** One wrong import for each rule. */
const PLANTED: [file: string, target: string, rule: string][] = [
  ['src/mcp/planted.ts', '../invoices/money.js', 'not-in-allowed'],
  ['src/mcp/schema/planted.ts', '../../config/config.js', 'not-in-allowed'],
  ['src/mcp/planted-sdk.ts', '@modelcontextprotocol/server', 'not-in-allowed'],
  ['src/transports/planted-sdk.ts', '@modelcontextprotocol/server', 'not-in-allowed'],
  ['src/mcp/fast-path/planted-sdk.ts', '@modelcontextprotocol/server', 'not-in-allowed'],
  ['src/mcp/sdk/planted-v1.ts', '@modelcontextprotocol/sdk/client/index.js', 'not-in-allowed'],
  ['src/upstream/planted.ts', '../invoices/invoice.js', 'not-in-allowed'],
  ['src/invoices/planted.ts', '../transports/http/mcp.routes.js', 'not-in-allowed'],
  ['src/invoices/planted-registry.ts', '../mcp/discovery/tool.registry.js', 'mcp-has-one-door'],
  ['src/cli/planted-list.ts', '../mcp/lists/tool-list.js', 'mcp-has-one-door'],
  ['src/mcp/context/planted.ts', '../envelope/envelope.js', 'context-is-the-bottom'],
  ['src/invoices/planted-sandbox.ts', '../sandbox/index.js', 'not-in-allowed'],
  ['src/sandbox/planted.ts', '../invoices/money.js', 'not-in-allowed'],
  ['src/config/planted.ts', '../observability/call-log.js', 'not-in-allowed'],
  ['src/observability/planted.ts', '../config/config.js', 'not-in-allowed'],
  ['src/cli/planted.ts', '../invoices/money.js', 'not-in-allowed'],
  ['src/views/host/planted.ts', '../../invoices/money.js', 'not-in-allowed'],
  ['src/views/money/planted-host.ts', '@modelcontextprotocol/ext-apps', 'not-in-allowed'],
  ['src/health/planted.ts', '../app.module.js', 'not-in-allowed'],
  ['src/config/planted-loop-back.ts', './planted-loop.js', 'no-cycle'],
  ['src/config/planted-missing.ts', './nowhere.js', 'unresolvable'],
];

/** Types are imports as well; only the SDK is told apart, as `fast-path` may name its types. */
const importOf = (file: string, target: string): string =>
  `import ${file.includes('fast-path') ? '' : 'type '}{ Planted } from '${target}';`;

test('the check sees what it is to see, types included', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-architecture-'));
  try {
    cpSync(resolve('src'), join(folder, 'src'), { recursive: true });
    cpSync(resolve('tsconfig.json'), join(folder, 'tsconfig.json'));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    for (const [file, target] of PLANTED) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${importOf(file, target)}\nexport type Mine = Planted;\n`);
    }
    const closing = "import type { Mine } from './planted-loop-back.js';\nexport type Planted = Mine;\n";
    writeFileSync(join(folder, 'src/config/planted-loop.ts'), closing);
    const { broken } = await violationsIn(folder);
    for (const [file, , rule] of PLANTED) {
      expect(broken).toContainEqual(expect.stringContaining(`${rule}: ${file} -> `));
    }
    expect(broken).toContainEqual('mcp-reaches-no-feature: src/mcp/planted.ts -> src/invoices/money.ts');
    expect(broken.filter((line) => !line.includes('planted'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
