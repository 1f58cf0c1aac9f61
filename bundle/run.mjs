// Makes `dist`, which is what ships, from `build`, which is what the compiler makes of `src`.
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { writeLicences } from './licences.mjs';
import { DIST, HERE } from './paths.mjs';
import { recordCode } from './record-code.mjs';

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST);
const modules = await bundle();
await writeLicences(modules);
await cp(join(HERE, 'launcher'), DIST, { recursive: true });
await recordCode();
