import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'test/surface/tools';

/** The tools as they are promised. */
const PROMISED = readdirSync(FOLDER)
  .toSorted()
  .map(
    (file) =>
      JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as {
        readonly name: string;
        readonly annotations: { readonly readOnlyHint: boolean };
      },
  );

/** With `ORVION_MCP_TOOLSETS=all`, in the order of `tools/list`. */
export const ALL_TOOLS: readonly string[] = PROMISED.map(({ name }) => name);

/** What changes nothing. */
export const READING_TOOLS: readonly string[] = PROMISED.filter(({ annotations }) => annotations.readOnlyHint).map(
  ({ name }) => name,
);

/** Offered unless the operator says otherwise. */
export const DEFAULT_TOOLS: readonly string[] = ALL_TOOLS.filter((name) => name !== 'delete_invoice');
