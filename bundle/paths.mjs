import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export const HERE = at('.');
export const ROOT = at('..');
/** Output of the compiler. */
export const BUILD = at('../build');
/** The bundle that ships. */
export const DIST = at('../dist');
