// The unchanged program, which at exit also writes the code that V8 has compiled.
import { writeFileSync } from 'node:fs';
import { codeFile, loadChunk, scripts } from '../dist/load.js';

process.on('exit', () => {
  for (const [name, script] of scripts) writeFileSync(codeFile(name), script.createCachedData());
});
loadChunk('service.cjs');
