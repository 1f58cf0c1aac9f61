import { parseArgs } from 'node:util';
import { shellWords } from './shell-words.js';

/**
 * Does what a curl command of the documents does and gives the body: a machine that runs the tests need not have curl.
 * Throws on an option that no document uses yet.
 */
export async function curl(line: string): Promise<string> {
  const [, ...args] = shellWords(line.replaceAll(/\\\n\s*/g, ' '));
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      header: { type: 'string', short: 'H', multiple: true, default: [] },
      request: { type: 'string', short: 'X' },
      data: { type: 'string', short: 'd' },
    },
  });
  const [url = '', ...rest] = positionals;
  if (rest.length > 0) throw new Error(`curl takes one address here: ${line}`);
  const headers = values.header.map((header) => header.split(/:\s*/, 2) as [string, string]);
  const method = values.request ?? (values.data === undefined ? 'GET' : 'POST');
  const response = await fetch(url, { method, headers, ...(values.data !== undefined && { body: values.data }) });
  return response.text();
}
