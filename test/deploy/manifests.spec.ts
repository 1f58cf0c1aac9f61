import { spawnSync } from 'node:child_process';
import { Deployed } from './deployed.js';
import { chartArguments, HELM, KUBECTL, OVERLAYS, outputOf, overlayText, run } from './programs.js';

/** What Kubernetes in its strict form would say. */
const errorsOf = (manifests: string): string[] =>
  outputOf(process.execPath, ['test/deploy/strict.mjs'], manifests).split('\n').filter(Boolean);

const production = overlayText('production');

test.each(OVERLAYS)('every manifest of the overlay %s fits its schema, and has no key that nobody knows', (overlay) => {
  expect(errorsOf(overlayText(overlay))).toEqual([]);
});

test.each(OVERLAYS)('so does the chart with the values for %s', (overlay) => {
  expect(errorsOf(outputOf(HELM, chartArguments(overlay)))).toEqual([]);
});

const PLANTED: [what: string, from: RegExp, to: string, fault: string][] = [
  [
    'a misspelt key',
    /enableServiceLinks/,
    'enableServiceLink',
    'Deployment orvion-mcp: /spec/template/spec/enableServiceLink is unknown',
  ],
  ['one deep in a list', /maxSkew: 1/, '$&\n        maxSkw: 1', '/topologySpreadConstraints/0/maxSkw is unknown'],
  ['one of another kind', /averageUtilization/, 'averageUtilisation', '/target/averageUtilisation is unknown'],
  ['one of the Prometheus operator', /interval: 15s/, 'intervall: 15s', '/endpoints/0/intervall is unknown'],
  ['text in place of a number', /periodSeconds: 10/, 'periodSeconds: "10"', '/livenessProbe/periodSeconds type'],
  ['a number in place of text', /value: "20000"/, 'value: 20000', '/value type'],
  ['a missing key', /pathType: Exact/, '', 'required {"missingProperty":"pathType"}'],
  [
    'a word that is none of the possible ones',
    /whenUnsatisfiable: ScheduleAnyway/,
    'whenUnsatisfiable: Always',
    '/whenUnsatisfiable enum',
  ],
  [
    'a version that is gone',
    /policy\/v1/,
    'policy/v1beta1',
    'there is no schema for policy/v1beta1 PodDisruptionBudget',
  ],
  ['a key that is there twice', /maxUnavailable: 1\n/, '$&  maxUnavailable: 1\n', 'Map keys must be unique'],
];

test.each(PLANTED)('%s is found', (_what, from, to, fault) => {
  const changed = production.replace(from, to);
  expect(changed).not.toBe(production);
  expect(errorsOf(changed).join('\n')).toContain(fault);
});

/** The pinned kubectl, and that of this machine where it has a kustomize of the same generation. */
const { stdout: version } = spawnSync('kubectl', ['version', '--client'], { encoding: 'utf8' });
const KUBECTLS = /Kustomize Version: v5\./.test(version) ? [KUBECTL, 'kubectl'] : [KUBECTL];

test.each(OVERLAYS)('every kubectl at hand renders %s in the same way', (overlay) => {
  for (const kubectl of KUBECTLS) expect(overlayText(overlay, kubectl)).toBe(overlayText(overlay));
});

test('a folder that is no overlay is reported as such', () => {
  expect(() => overlayText('none' as 'sandbox')).toThrow(/deploy\/kubernetes\/overlays\/none/);
  expect(run(HELM, ['template', 'x', 'deploy/nothing']).status).not.toBe(0);
});

test.each(OVERLAYS)('everything of %s is in one namespace, which lets restricted pods in only', (overlay) => {
  const deployed = new Deployed(overlay);
  const namespace = deployed.find('Namespace');
  expect(namespace?.metadata.labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  const others = deployed.manifests.filter(({ kind }) => kind !== 'Namespace');
  expect(others.map(({ metadata }) => metadata.namespace)).toEqual(others.map(() => namespace?.metadata.name));
});
