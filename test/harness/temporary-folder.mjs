import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of the runner's own that is gone when the runner ends, however it ends. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `orvion-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
