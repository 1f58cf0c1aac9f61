import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

const POSITION = /(?:file:\/\/)?(\/[^()]+|[A-Za-z]:[^()]+?):(\d+):(\d+)(?=\)?$)/;

/** Source maps by file; undefined for a file without one. */
const maps = new Map<string, SourceMap | undefined>();

/**
 * Replaces the position in a stack frame by that in the sources, if the file has a source map. Node's `--enable-source-maps`
 * reads all maps at start; this function reads one only when there is an error to report.
 */
export const sourceFrame = (frame: string): string =>
  frame.replace(POSITION, (position: string, file: string, line: string, column: string) => {
    const entry = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    // Maps do not cover the code of packages. Node returns an empty entry or one without a source then.
    if (!entry || !('originalSource' in entry) || !entry.originalSource) return position;
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
    // A missing map must not hide the error that is being reported.
    return undefined;
  }
}
