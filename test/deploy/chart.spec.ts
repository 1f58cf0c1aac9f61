import { readFileSync } from 'node:fs';
import { Environment } from '../../src/config/environment.js';
import { variablesOf } from '../../src/config/variable.decorator.js';
import { VERSION } from '../../src/version.js';
import {
  manifestsIn,
  chartArguments,
  HELM,
  OVERLAYS,
  outputOf,
  overlayText,
  run,
  type Manifest,
  type Overlay,
} from './programs.js';

const CHART = 'deploy/helm/orvion-mcp';

const chart = (overlay: Overlay, ...more: string[]): Manifest[] =>
  manifestsIn(outputOf(HELM, [...chartArguments(overlay), ...more]));

const OF_HELM = ['helm.sh/chart', 'app.kubernetes.io/managed-by'];

/** Variables in the order of their names. */
const byName = (key: string, value: unknown): unknown =>
  key === 'env' ? (value as { name: string }[]).toSorted((a, b) => a.name.localeCompare(b.name)) : value;

/** What a manifest says, without what only one of the two ways says of itself and without the order of variables. */
function withoutChartMarks({ metadata: { labels = {}, ...metadata }, ...manifest }: Manifest): unknown {
  const kept = Object.fromEntries(Object.entries(labels).filter(([name]) => !OF_HELM.includes(name)));
  return JSON.parse(JSON.stringify({ ...manifest, metadata: { ...metadata, labels: kept } }, byName));
}

const byKind = (manifests: readonly Manifest[]): Record<string, unknown> =>
  Object.fromEntries(
    manifests.filter(({ kind }) => kind !== 'Namespace').map((each) => [each.kind, withoutChartMarks(each)]),
  );

test.each(OVERLAYS)('the chart with the values for %s deploys what the overlay does', (overlay) => {
  expect(byKind(chart(overlay))).toEqual(byKind(manifestsIn(overlayText(overlay))));
});

test.each(OVERLAYS)('helm has nothing to say about it with the values for %s', (overlay) => {
  const { status, stdout } = run(HELM, ['lint', '--strict', CHART, '--values', `deploy/helm/values/${overlay}.yaml`]);
  expect([status, stdout.match(/\[(?:WARNING|ERROR)\].*/g)]).toEqual([0, null]);
});

const REJECTED: [why: string, setting: string][] = [
  ['an unknown value', 'replica=3'],
  ['an unknown value inside another', 'autoscaling.max=3'],
  ['a setting that has a value of its own', 'env.ORVION_MCP_LISTEN_PORT=80'],
  ['a key outside the secret', 'env.AGENTPAY_API_KEY=test_xxx'],
  ['a variable that is none of the program', 'env.PATH=x'],
  ['a digest that is none', 'image.digest=latest'],
  ['no replica', 'replicas=0'],
  ['an ingress for every host', 'ingress.host=*'],
];

test.each(REJECTED)('the schema of its values refuses %s (%s)', (_why, setting) => {
  const { status, stderr } = run(HELM, [...chartArguments('production'), '--set', setting]);
  expect(status).not.toBe(0);
  expect(stderr).toContain("values don't meet the specifications of the schema");
});

test('every setting of the program can be given, and none but those that have a value of their own or are secret is rejected', () => {
  const rejected = [...variablesOf(Environment).keys()].filter((name) => {
    const given = run(HELM, [...chartArguments('production'), '--set-string', `env.${name}=1`]);
    return given.status !== 0;
  });
  expect(rejected.toSorted()).toEqual([
    'AGENTPAY_API_KEY',
    'ORVION_MCP_DRAIN_DEADLINE_MS',
    'ORVION_MCP_DRAIN_DELAY_MS',
    'ORVION_MCP_LISTEN_HOST',
    'ORVION_MCP_LISTEN_PORT',
    'ORVION_MCP_METRICS',
    'ORVION_MCP_RATE_LIMIT_REDIS_URL',
    'ORVION_MCP_STATE_KEY',
  ]);
}, 60_000);

/** The specification of a kind with other values, as text. */
const specWith = (kind: string, ...settings: string[]): string | undefined =>
  JSON.stringify(
    chart('production', ...settings.flatMap((each) => ['--set', each])).find((each) => each.kind === kind)?.spec,
  );

test('values change what they say', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  expect(specWith('Deployment', `image.digest=${digest}`)).toContain(
    `"image":"registry.example.com/orvion-mcp@${digest}"`,
  );
  expect(specWith('Deployment', 'drain.delayMs=7500', 'drain.deadlineMs=30000')).toContain(
    '"terminationGracePeriodSeconds":43',
  );
  expect(specWith('Deployment', 'autoscaling.enabled=false', 'replicas=3')).toContain('"replicas":3');
  expect(specWith('HorizontalPodAutoscaler', 'autoscaling.enabled=false')).toBeUndefined();
  expect(specWith('Ingress', 'ingress.enabled=false')).toBeUndefined();
});

test('a second release in the same namespace has names and selectors of its own', () => {
  const [, , ...rest] = chartArguments('production');
  const other = outputOf(HELM, ['template', 'second', ...rest]);
  expect(other).not.toMatch(/app\.kubernetes\.io\/instance: orvion-mcp/);
  expect(manifestsIn(other).map(({ metadata }) => metadata.name)).toEqual(manifestsIn(other).map(() => 'second'));
});

test('it carries the version of the program', () => {
  const { version, appVersion } = manifestsIn(readFileSync(`${CHART}/Chart.yaml`, 'utf8'))[0] as unknown as Record<
    string,
    string
  >;
  expect([version, appVersion]).toEqual([VERSION, VERSION]);
  expect(overlayText('production')).toContain(`orvion-mcp:${VERSION}\n`);
});
