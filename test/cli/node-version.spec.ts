import { readFileSync } from 'node:fs';
import { checkNode } from '../../src/cli/doctor/node-version.js';

const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };

test('the versions that the doctor takes are those of the package', () => {
  expect(engines.node).toBe('^20.19.0 || ^22.12.0 || >=24.0.0');
});

test.each([
  ['18.20.8', 'failed'],
  ['20.18.3', 'failed'],
  ['20.19.0', 'warning'],
  ['21.7.3', 'failed'],
  ['22.11.0', 'failed'],
  ['22.12.0', 'ok'],
  ['23.11.1', 'failed'],
  ['24.0.0', 'ok'],
  ['26.1.0', 'ok'],
])('Node %s is %s', (version, state) => {
  expect(checkNode(version)).toMatchObject({ check: 'version', state });
});
