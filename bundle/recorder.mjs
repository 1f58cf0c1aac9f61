// The program with nothing changed but that, at its end, it leaves the code that V8 has compiled of it.
import { writeFileSync } from 'node:fs';
import { codeFile, loadChunk, scripts } from '../dist/load.js';

process.on('exit', (code) => {
  // One that failed has compiled only a part.
  if (code !== 0) return;
  for (const [name, script] of scripts) writeFileSync(codeFile(name), script.createCachedData());
});
loadChunk('service.cjs');
