import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of a document. */
export interface Block {
  /** `file:line`, for messages. */
  readonly where: string;
  readonly language: string;
  readonly text: string;
}

/** A document that readers of the project get to see. */
export interface Document {
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The text without its blocks. */
  readonly prose: string;
}

const FENCE = /^```(\w*)\n([^]*?)^```$/gm;

function readDocument(path: string): Document {
  const text = readFileSync(path, 'utf8');
  const blocks = [...text.matchAll(FENCE)].map(([, language = '', body = ''], index, all) => ({
    where: `${path}:${text.slice(0, all[index]?.index).split('\n').length}`,
    language,
    text: body,
  }));
  return { path, text, blocks, prose: text.replaceAll(FENCE, '') };
}

const inFolder = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));

/** Every document, the readme first. */
export const DOCUMENTS: readonly Document[] = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...inFolder.toSorted().map((path) => join('docs', path)),
].map(readDocument);

/** The blocks of all documents in one of these languages. */
export const blocksIn = (...languages: readonly string[]): Block[] =>
  DOCUMENTS.flatMap(({ blocks }) => blocks).filter(({ language }) => languages.includes(language));
