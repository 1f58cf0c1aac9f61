/** A text after a change that a document shows as a diff without line numbers: each part must fit at one place only. */
export function withChange(text: string, diff: string): string {
  return diff.split(/^@@\n/m).reduce(withPart, text);
}

function withPart(text: string, part: string): string {
  const lines = part.split('\n').slice(0, -1);
  const side = (left: string): string =>
    lines
      .filter((line) => !line.startsWith(left))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [before, after] = [side('+'), side('-')];
  const [head, tail, ...others] = `\n${text}`.split(`\n${before}`);
  if (head === undefined || tail === undefined || others.length > 0)
    throw new Error(`This has to be there once, and is not:\n${before}`);
  return `${head}\n${after}${tail}`.slice(1);
}
