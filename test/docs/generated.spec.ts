import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const SECTION = /(<!-- generated:[\w-]+ -->\n)[^]*?(\n<!-- \/generated:[\w-]+ -->)/g;

/** Ways in which each file can have fallen behind the program. */
const STALE: Readonly<Record<string, (text: string) => string>> = {
  'README.md': (text) => text.replaceAll(SECTION, '$1stale$2'),
  'docs/configuration.md': (text) => text.replaceAll(SECTION, '$1stale$2'),
  'docs/tools.md': (text) => text.replaceAll(SECTION, '$1stale$2'),
  'docs/scaling.md': (text) => text.replaceAll(SECTION, '$1stale$2'),
  'docs/telemetry.md': (text) => text.replaceAll(SECTION, '$1stale$2'),
  'docs/tokens.md': (text) => text.replaceAll(SECTION, '$1stale$2'),
  'deploy/helm/orvion-mcp/files/alerts.yaml': (text) => text.replace('0.05', '0.5'),
  '.env.example': (text) => text.replace('AGENTPAY_API_KEY', 'AGENTPAY_KEY'),
};

const generate = (folder: string, ...args: string[]): { status: number | null; stdout: string } =>
  spawnSync(process.execPath, [resolve('docs/generate.mjs'), ...args], { cwd: folder, encoding: 'utf8' });

test('what the documents repeat from the program is what the program says', () => {
  expect(generate('.', '--check')).toMatchObject({ stdout: '', status: 0 });
});

test('what is stale is noticed, and put right', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-docs-'));
  for (const [file, stale] of Object.entries(STALE)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), stale(readFileSync(file, 'utf8')));
  }

  const noticed = generate(folder, '--check');
  expect(noticed.status).toBe(1);
  const reported = noticed.stdout.split('\n').filter(Boolean);
  expect(reported.toSorted()).toEqual(
    Object.keys(STALE)
      .toSorted()
      .map((file) => `${file} is stale: run npm run generate`),
  );

  expect(generate(folder).status).toBe(0);
  for (const file of Object.keys(STALE)) {
    expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(file, 'utf8'));
  }
});
