import { parseSync } from '@swc/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hand-written file. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

/** All files with this ending under a folder of the repository. */
export const sourceFiles = (folder: string, ending: RegExp): SourceFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path, text, lines: text.split('\n').length - 1 };
    });

/** What no rule of a linter may be switched off for. */
export type Finding = 'any' | 'console' | 'process.env' | 'ts-comment' | 'lint-comment';

/** What a TypeScript text uses of it, comments and strings aside. */
export function findings(text: string, tsx = false): Set<Finding> {
  const found = new Set<Finding>();
  if (/^\s*(?:\/\/|\/\*)\s*@ts-/m.test(text)) found.add('ts-comment');
  if (/(?:eslint|oxlint)-disable/.test(text)) found.add('lint-comment');
  look(parseSync(text, { syntax: 'typescript', tsx, decorators: true, target: 'es2022' }), found);
  return found;
}

function look(node: unknown, found: Set<Finding>): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, value, kind, object, property, source, id, init } = node as Record<string, unknown>;
  if (type === 'TsKeywordType' && kind === 'any') found.add('any');
  if (type === 'Identifier' && value === 'console') found.add('console');
  if (type === 'MemberExpression' && nameOf(object) === 'process' && nameOf(property) === 'env')
    found.add('process.env');
  // Ways around: `import { env } from 'node:process'` and `const { env } = process`.
  if (type === 'ImportDeclaration' && /^(?:node:)?process$/.test(nameOf(source))) found.add('process.env');
  if (type === 'VariableDeclarator' && nameOf(init) === 'process' && takesEnv(id)) found.add('process.env');
  for (const child of Object.values(node)) look(child, found);
}

/** Whether a pattern on the left takes `env` out, or the whole object, which could be used for it later. */
const takesEnv = (pattern: unknown): boolean => {
  const { properties } = pattern as { properties?: readonly { key?: unknown }[] };
  return !properties || properties.some(({ key }) => key === undefined || nameOf(key) === 'env');
};

/** Text of an identifier or of a string, as in `process['env']`. */
const nameOf = (node: unknown): string => {
  const { value, expression } = (node ?? {}) as { value?: unknown; expression?: unknown };
  if (expression !== undefined) return nameOf(expression);
  return typeof value === 'string' ? value : '';
};
