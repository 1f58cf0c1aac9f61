// That a misspelt toolset or scope does not compile, shown by compiling some.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const toolOf = (toolset: string, scope: string): string => `
import { InvoiceTool } from '${resolve('src/invoices/tools/invoice-tool.decorator.js')}';

class Nothing {}

export class Holder {
  @InvoiceTool({
    name: 'look',
    title: 'Look',
    description: 'Looks.',
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    toolset: '${toolset}',
    scope: '${scope}',
    input: Nothing,
    output: Nothing,
  })
  run(): Nothing {
    return {};
  }
}
`;

/** What the compiler says of tools, by the file that each is in. */
function complaintsAbout(tools: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-names-'));
  try {
    for (const [file, text] of Object.entries(tools)) writeFileSync(join(folder, file), text);
    const settings = {
      extends: resolve('tsconfig.json'),
      compilerOptions: { rootDir: '/', noEmit: true, types: ['node'], typeRoots: [resolve('node_modules/@types')] },
      include: [],
      files: Object.keys(tools),
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    // Decorators of a file are those of its module system, which the nearest manifest decides.
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const compiler = [resolve('node_modules/typescript/bin/tsc'), '--project', folder, '--pretty', 'false'];
    const { stdout } = spawnSync(process.execPath, compiler, { cwd: folder, encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line.includes('error'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a tool names a toolset and a scope that there are, or does not compile', () => {
  const complaints = complaintsAbout({
    'known.ts': toolOf('read', 'invoices:read'),
    'toolset.ts': toolOf('write', 'invoices:read'),
    'scope.ts': toolOf('read', 'invoice:read'),
  });
  expect(complaints).toEqual([
    expect.stringMatching(/^scope\.ts\(.*Type '"invoice:read"' is not assignable to type .*"invoices:read"/),
    expect.stringMatching(/^toolset\.ts\(.*Type '"write"' is not assignable to type .*"delete"/),
  ]);
}, 60_000);
