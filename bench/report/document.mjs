// Writes the report to the documentation.
import { readFileSync, writeFileSync } from 'node:fs';

const DOCUMENT = new URL('../../docs/performance.md', import.meta.url);
const BETWEEN_MARKERS = /(<!-- measured -->\n)[^]*?(<!-- \/measured -->)/;

/** Puts the report between its markers. */
export function writeDocument(text) {
  const document = readFileSync(DOCUMENT, 'utf8');
  if (!BETWEEN_MARKERS.test(document)) throw new Error('docs/performance.md has lost its markers');
  writeFileSync(
    DOCUMENT,
    document.replace(BETWEEN_MARKERS, (_all, open, close) => `${open}\n${text}\n${close}`),
  );
}
