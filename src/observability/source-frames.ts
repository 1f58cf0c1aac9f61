import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

const PLACE = /(?:file:\/\/)?(\/[^()]+|[A-Za-z]:[^()]+?):(\d+):(\d+)(?=\)?$)/;

/** Undefined for a file without one. */
const maps = new Map<string, SourceMap | undefined>();

/**
 * A frame of a stack trace with its place in the sources, as far as the file that it names has a map beside it. Node does
 * the same for a flag, and reads all maps at the start for it; here nothing is read before there is a fault to tell of.
 */
export const sourceFrame = (frame: string): string =>
  frame.replace(PLACE, (place: string, file: string, line: string, column: string) => {
    const entry = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    // Code of packages has no place in a map, and Node says so in more than one way.
    if (!entry || !('originalSource' in entry) || !entry.originalSource) return place;
    const { originalSource, originalLine, originalColumn } = entry;
    return `${originalSource.replace(/^.*\/(?=src\/)/, '')}:${originalLine + 1}:${originalColumn + 1}`;
  });

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    // A trace without sources says less, but it is no fault to be told instead of the one that is looked into.
    return undefined;
  }
}
