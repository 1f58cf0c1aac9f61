import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Lists, ListedTool } from '../harness/clients.js';

const FOLDER = resolve('test/surface/tools');

/** Whether this run may rewrite the files. Never in CI: there, a change of the surface has to be seen and meant. */
export const MAY_UPDATE = process.env.UPDATE_SURFACE === '1' && !process.env.CI;

/** The tools as the repository promises them, one file each, in order of name. */
export const committedSurface = (): ListedTool[] =>
  readdirSync(FOLDER)
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ListedTool);

const LISTS = resolve('test/surface/lists.json');

/** Everything else that clients are told, resources, prompts and instructions, as the repository promises it. */
export const committedLists = (): unknown => JSON.parse(readFileSync(LISTS, 'utf8'));

/** What is promised of it. */
export type PromisedLists = Lists & { readonly instructions: string | undefined };

/** Writes the promise anew. */
export function writeSurface(tools: readonly ListedTool[], lists: PromisedLists): void {
  writeFileSync(LISTS, `${JSON.stringify(lists, null, 2)}\n`);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const tool of tools) writeFileSync(join(FOLDER, `${tool.name}.json`), `${JSON.stringify(tool, null, 2)}\n`);
}
