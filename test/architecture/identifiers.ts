import { parseSync } from '@swc/core';

/** Every name that a TypeScript text writes: of variables, types, members and attributes, but no string and no comment. */
export function identifiers(text: string, tsx = false): Set<string> {
  const found = new Set<string>();
  collect(parseSync(text, { syntax: 'typescript', tsx, decorators: true, target: 'es2022' }), found);
  return found;
}

function collect(node: unknown, found: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, value } = node as { type?: unknown; value?: unknown };
  if (NAMES.has(type) && typeof value === 'string') found.add(value);
  for (const child of Object.values(node)) collect(child, found);
}

/** The kinds of nodes that hold a name (ESTree as swc writes it). */
const NAMES = new Set<unknown>(['Identifier', 'PrivateName']);

/** The words of a name in any of the usual spellings, joined by hyphens: `toolListCache` is `tool-list-cache`. */
export const wordsOf = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
