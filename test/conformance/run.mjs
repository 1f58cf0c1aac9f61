import { resolve } from 'node:path';
import { startBuiltService } from '../harness/built-service.mjs';
import { stopWithRunner } from '../harness/stop-with-runner.mjs';
import { startFixtureService } from './fixture-service.mjs';
import { exceptionsIn, passedIn, scoredIn, table } from './results.mjs';
import { fetchSuite, SUITE } from './suite.mjs';

/** Scenarios that need no fixture: the real service has to pass them as it is, whether the suite scores them or not. */
const FIXTURE_FREE = {
  '2025-11-25': [
    'server-initialize',
    'ping',
    'tools-list',
    'resources-list',
    'prompts-list',
    'dns-rebinding-protection',
  ],
  '2026-07-28': [
    'server-stateless',
    'tools-list',
    'resources-list',
    'prompts-list',
    'sep-2164-resource-not-found',
    'dns-rebinding-protection',
    'http-header-validation',
    'caching',
    'server-sse-multiple-streams',
    'input-required-result-unsupported-methods',
  ],
};

const say = (text) => process.stdout.write(`${text}\n`);

stopWithRunner();
say(`Fetching ${SUITE}`);
const suite = await fetchSuite();

const test = async (endpoint, expectedFailures, ...chosen) => {
  const file = resolve(`test/conformance/expected-failures/${expectedFailures}.yml`);
  return suite('server', '--url', endpoint, '--expected-failures', file, ...chosen);
};

/** All that the revision requires, in one run. */
async function runWithFixtures(endpoint, revision) {
  const scored = scoredIn((await suite('list', '--server', '--requirements', revision)).output);
  const { code, output } = await test(endpoint, `fixtures-${revision}`, '--requirements', revision);
  const passed = passedIn(output).filter((name) => scored.includes(name)).length;
  const exceptions = exceptionsIn(output);
  return { subject: `fixtures ${revision}`, passed, total: scored.length, exceptions, ok: code === 0, output };
}

/** Scenario by scenario, as the suite takes a list of them in no other way. */
async function runAgainstService(endpoint, revision) {
  const scenarios = FIXTURE_FREE[revision];
  const run = {
    subject: `service ${revision}`,
    passed: 0,
    total: scenarios.length,
    exceptions: 0,
    ok: true,
    output: '',
  };
  for (const scenario of scenarios) {
    const chosen = ['--scenario', scenario, '--spec-version', revision];
    const { code, output } = await test(endpoint, `service-${revision}`, ...chosen);
    const exceptions = exceptionsIn(output);
    run.exceptions += exceptions;
    if (code !== 0) Object.assign(run, { ok: false, output: run.output + output });
    else if (exceptions === 0) run.passed += 1;
  }
  return run;
}

const runs = [];
for (const [start, runOne] of [
  [startFixtureService, runWithFixtures],
  [startBuiltService, runAgainstService],
]) {
  const { endpoint, stop } = await start();
  try {
    for (const revision of Object.keys(FIXTURE_FREE)) runs.push(await runOne(endpoint, revision));
  } finally {
    await stop();
  }
}

for (const { ok, output } of runs) if (!ok) say(output);
say(`\nScenarios of the suite, with its fixtures and against the service as it is\n\n${table(runs)}`);
process.exitCode = runs.every(({ ok }) => ok) ? 0 : 1;
