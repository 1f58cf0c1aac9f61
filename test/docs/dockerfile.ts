import { readFileSync } from 'node:fs';

/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly keyword: string;
  readonly rest: string;
}

/** A stage: what stands from one FROM to the next. */
export interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

/** Reads the stages of a Dockerfile. */
export function readStages(path: string): Stage[] {
  const lines = readFileSync(path, 'utf8')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const stages: { image: string; name: string | undefined; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, keyword = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
    const [, image = '', name] = /^(\S+)(?: AS (\S+))?$/i.exec(rest) ?? [];
    if (keyword === 'FROM') stages.push({ image, name, instructions: [] });
    else stages.at(-1)?.instructions.push({ keyword, rest });
  }
  return stages;
}

/** Whether the build may see a path. Read as Docker reads it: the last pattern that fits decides. */
export function isSent(path: string, dockerignore: string): boolean {
  let sent = true;
  for (const line of dockerignore.split('\n').map((text) => text.trim())) {
    const pattern = line.replace(/^!/, '');
    if (line === '' || line.startsWith('#')) continue;
    if (/[*?[]/.test(pattern) && pattern !== '*') throw new Error(`This reader does not know the pattern ${line}`);
    if (pattern === '*' || path === pattern || path.startsWith(`${pattern}/`)) sent = line.startsWith('!');
  }
  return sent;
}
