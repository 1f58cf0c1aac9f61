const WORD = /'([^']*)'|"([^"]*)"|([^\s'"]+)/g;

/** Splits a line as a shell does, as far as the documents need it. */
export const shellWords = (line: string): string[] =>
  [...line.matchAll(WORD)].map(([, single, double, bare]) => single ?? double ?? bare ?? '');
