import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { cleanEnvironment } from '../harness/program.js';

/** Runs the step of the build that starts the program, with settings it does not start with; prints what the build does. */
const STEP = `
  import { recordCode, StartFault } from '${pathToFileURL('bundle/record-code.mjs').href}';
  await recordCode({ ORVION_MCP_TOOLSETS: 'wirte' }).catch((thrown) => {
    process.stdout.write(String(thrown instanceof StartFault) + ' ' + thrown.message);
  });
`;

test('a build whose program does not start shows what the program says', () => {
  const args = ['--input-type=module', '--eval', STEP];
  const { stdout } = spawnSync(process.execPath, args, { env: cleanEnvironment(), encoding: 'utf8' });
  expect(stdout).toMatch(
    /^true The program that was built does not start:\n.*\n {2}ORVION_MCP_TOOLSETS .* Use some of read,/,
  );
});
