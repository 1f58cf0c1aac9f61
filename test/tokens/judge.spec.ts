import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Measurements = Readonly<Record<string, number>>;

const COMMITTED = JSON.parse(readFileSync('test/tokens/baseline.json', 'utf8')) as Measurements;

function faultsOf(measurements: Measurements, baseline: Measurements = measurements): string[] {
  const script = `
    import { faultsOf } from '${pathToFileURL('test/tokens/judge.mjs').href}';
    process.stdout.write(JSON.stringify(faultsOf(...JSON.parse(process.argv[1]))));
  `;
  const args = ['--input-type=module', '--eval', script, JSON.stringify([measurements, baseline])];
  return JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout) as string[];
}

/** The committed measurements with a tool more. */
const withTool = (tokens: number): Measurements => ({
  ...COMMITTED,
  'tools/list, whole': (COMMITTED['tools/list, whole'] ?? 0) + tokens,
  'tools/list, send_invoice': tokens,
});

test('the committed measurements have no fault', () => {
  expect(Object.keys(COMMITTED).length).toBeGreaterThan(10);
  expect(faultsOf(COMMITTED)).toEqual([]);
});

test('a tool more finds room in the list', () => {
  expect(faultsOf(withTool(500))).toEqual([]);
});

test('a figure that is new, has grown or is gone is to be committed', () => {
  const update = 'commit the new figure: npm run tokens -- --update, then npm run generate';
  const { get_invoice: _gone, ...others } = COMMITTED;
  expect(faultsOf({ ...others, 'get_invoice, cached': 1, cancel_invoice: 300 }, COMMITTED)).toEqual([
    `cancel_invoice costs 300, committed are 229: make it shorter, or ${update} and say what it is for`,
    `get_invoice, cached has no committed figure: ${update}`,
    `get_invoice is gone: ${update}`,
  ]);
});

test('a tool that is too dear by itself is to be shortened, and committing it does not help', () => {
  expect(faultsOf(withTool(760))).toContain(
    'send_invoice costs 760, at most 750: shorten its description or those of its arguments, or leave fields out of its data, ' +
      'in src/invoices/tools/send-invoice.tool.ts; --update does not help',
  );
});

test('a list that is too dear names the tools to shorten', () => {
  expect(faultsOf(withTool(700))).toEqual([
    'tools/list, whole costs 4568, at most 500 for each of 9 tools, 4500: shorten the descriptions of the dearest, ' +
      'send_invoice (700), create_invoice (699), list_invoices (604); --update does not help',
  ]);
});
