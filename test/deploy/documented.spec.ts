import { dirname } from 'node:path';
import { loadConfig } from '../../src/config/load-config.js';
import { SHELL_COMMANDS, type ShellCommand } from '../docs/shell-commands.js';
import { Deployed } from './deployed.js';
import { HELM, KUBECTL, manifestsIn, outputOf, type Manifest } from './programs.js';
import { settingsOf } from './settings.js';

const production = new Deployed('production');
const overlays = { 'orvion-mcp': production, 'orvion-mcp-sandbox': new Deployed('sandbox') };

const of = (program: string, ...words: readonly string[]): ShellCommand[] =>
  SHELL_COMMANDS.filter(
    (command) => command.words[0] === program && words.every((word) => command.words.includes(word)),
  );

const valueOf = (words: readonly string[], option: string): string => words[words.indexOf(option) + 1] ?? '';

/** What a command would create, from kubectl itself, without a cluster. */
function created({ line }: ShellCommand): Manifest {
  const constant = line.replace('$(openssl rand -base64 32)', 'c3RhbmQtaW4tc3RhbmQtaW4tc3RhbmQtaW4tc3RhbmQtaW4');
  const script = `PATH=${dirname(KUBECTL)}:$PATH; ${constant} --dry-run=client --output yaml`;
  return manifestsIn(outputOf('sh', ['-c', script]))[0] as Manifest;
}

test('every kind of command is there', () => {
  const kinds = [of('kubectl', 'apply'), of('kubectl', 'create'), of('kubectl', 'rollout'), of('helm')];
  expect(kinds.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
});

test.each(of('kubectl', 'apply'))('$line: what it applies can be rendered', ({ words }) => {
  expect(manifestsIn(outputOf(KUBECTL, ['kustomize', valueOf(words, '-k')])).length).toBeGreaterThan(5);
});

test.each(of('helm'))('$line: the same, without a cluster', ({ words }) => {
  const args = words.filter(
    (word) => !['helm', 'install', 'upgrade', '--install', '--create-namespace'].includes(word),
  );
  const manifests = manifestsIn(outputOf(HELM, ['template', ...args]));
  const namespace = valueOf(words, '--namespace') as keyof typeof overlays;
  expect(manifests.map(({ kind }) => kind).toSorted()).toEqual(
    overlays[namespace].manifests
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'Namespace')
      .toSorted(),
  );
});

test.each(of('kubectl', 'rollout').concat(of('kubectl', 'port-forward')))(
  '$line: it is about what is deployed',
  ({ words }) => {
    const namespace = valueOf(words, '--namespace') as keyof typeof overlays;
    const [kind = '', name] = words.find((word) => /^(?:deployment|service)\//.test(word))?.split('/') ?? [];
    const found = overlays[namespace].manifests.find((manifest) => manifest.kind.toLowerCase() === kind);
    expect([found?.metadata.name, found?.metadata.namespace]).toEqual([name, namespace]);
  },
);

test('the namespace and the secret that are made are those of production, and the program takes what is in the secret', () => {
  const [namespace, secret] = of('kubectl', 'create').map(created) as [
    Manifest,
    Manifest & { data: Record<string, string> },
  ];
  expect(namespace.metadata.name).toBe(production.find('Namespace')?.metadata.name);
  expect([secret.metadata.namespace, secret.metadata.name]).toEqual([namespace.metadata.name, 'orvion-mcp']);
  const asked = production.container.env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef.key ?? []);
  expect(Object.keys(secret.data).toSorted()).toEqual(asked.toSorted());
  const values = Object.entries(secret.data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString()]);
  const variables = { ...settingsOf(production.container), ...(Object.fromEntries(values) as Record<string, string>) };
  expect(() => loadConfig(variables, { backend: true, http: true, sandboxPort: 0 })).not.toThrow();
});
