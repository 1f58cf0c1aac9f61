// Rewrites, in the working folder, what the documentation repeats from the program. With --check nothing is written, and
// the exit code says whether anything is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { alertRules, envExample, sections } from './generated-sections.mjs';

const check = process.argv.includes('--check');
const wanted = { '.env.example': envExample(), 'deploy/helm/orvion-mcp/files/alerts.yaml': alertRules() };
for (const [file, byName] of Object.entries(sections())) wanted[file] = withSections(file, byName);

const stale = Object.entries(wanted).filter(([file, text]) => read(file) !== text);

for (const [file, text] of stale) {
  if (!check) writeFileSync(file, text);
  process.stdout.write(check ? `${file} is stale: run npm run generate\n` : `${file} rewritten\n`);
}
if (check && stale.length > 0) process.exitCode = 1;

/** Puts each section between its markers. One without markers, or markers without a section, is a mistake. */
function withSections(file, byName) {
  const missing = new Set(Object.keys(byName));
  const result = read(file).replaceAll(
    /(<!-- generated:([\w-]+) -->)[^]*?(<!-- \/generated:\2 -->)/g,
    (_whole, begin, name, end) => {
      if (!missing.delete(name)) throw new Error(`${file} asks for the section "${name}" twice, or there is none`);
      return `${begin}\n${byName[name]}\n${end}`;
    },
  );
  if (missing.size > 0) throw new Error(`${file} has no markers for ${[...missing].join(', ')}`);
  return result;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    if (thrown.code === 'ENOENT') return '';
    throw thrown;
  }
}
