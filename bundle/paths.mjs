import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export const HERE = at('.');
export const ROOT = at('..');
/** What the compiler makes of `src`. */
export const BUILD = at('../build');
/** What ships. */
export const DIST = at('../dist');
