import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import type { Variables } from '../harness/program.js';
import { blocksIn, DOCUMENTS } from './documents.js';
import { SHELL_COMMANDS } from './shell-commands.js';

/** How a client reaches the server, whatever its own words for that are. */
export interface Entry {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: Variables;
  readonly url?: string;
  readonly headers?: Variables;
}

/** An entry and the place in the documents that tells it. */
export interface Snippet extends Entry {
  readonly where: string;
}

/** An entry as clients write it. */
interface Written extends Omit<Entry, 'url'> {
  readonly type?: string;
  readonly cmd?: string;
  readonly envs?: Variables;
  readonly url?: string;
  readonly uri?: string;
  readonly httpUrl?: string;
  readonly serverUrl?: string;
  readonly bearer_token_env_var?: string;
}

type Named = Readonly<Record<string, Written>>;

function entryOf(written: Written): Entry {
  const { command = written.cmd, args = [], env = written.envs ?? {} } = written;
  if (command !== undefined) return { command, args, env };
  const { url = written.uri ?? written.httpUrl ?? written.serverUrl ?? '' } = written;
  // The token is the reader's to export; here it is the one that other snippets show.
  const { headers = written.bearer_token_env_var ? { Authorization: 'Bearer YOUR_TOKEN' } : {} } = written;
  return { url, headers };
}

const snippetsOf = (where: string, named: Named = {}): Snippet[] =>
  Object.values(named).map((written) => ({ where, ...entryOf(written) }));

const inJson = blocksIn('json').flatMap(({ where, text }) => {
  const { mcpServers, servers } = JSON.parse(text) as { mcpServers?: Named; servers?: Named };
  return snippetsOf(where, mcpServers ?? servers);
});

const inToml = blocksIn('toml').flatMap(({ where, text }) =>
  snippetsOf(where, (parseToml(text) as { mcp_servers?: Named }).mcp_servers),
);

const inYaml = blocksIn('yaml').flatMap(({ where, text }) =>
  snippetsOf(where, (parseYaml(text) as { extensions?: Named } | null)?.extensions),
);

const ADD = /^(?:claude|codex) mcp add$/;

const inShell = SHELL_COMMANDS.filter(({ words }) => ADD.test(words.slice(0, 3).join(' '))).map(({ where, words }) => {
  const separator = words.indexOf('--');
  const [command = '', ...args] = words.slice(separator + 1);
  if (separator !== -1) return { where, command, args, env: {} };
  const [name = '', value = ''] = words[words.indexOf('--header') + 1]?.split(': ') ?? [];
  const headers = words.includes('--header') ? { [name]: value } : {};
  return { where, url: words.find((word) => URL.canParse(word)) ?? '', headers };
});

/** A link or address that installs at one click. */
const oneClick = /(?:https:\/\/(?:cursor\.com|insiders\.vscode\.dev)|cursor:|vscode:)[^\s)]+/g;

function linked(link: string): Entry {
  const { protocol, hostname, search, searchParams } = new URL(link);
  if (protocol === 'vscode:') return entryOf(JSON.parse(decodeURIComponent(search.slice(1))) as Written);
  expect(searchParams.get('name')).toBe('orvion');
  const config = searchParams.get('config') ?? '';
  const isCursor = protocol === 'cursor:' || hostname === 'cursor.com';
  return entryOf(JSON.parse(isCursor ? Buffer.from(config, 'base64').toString() : config) as Written);
}

/** What the links that install at one click carry. */
export const LINKS: readonly Snippet[] = DOCUMENTS.flatMap(({ path, text }) =>
  [...text.matchAll(oneClick)].map(([link]) => ({ where: `${path}: ${link.slice(0, 40)}`, ...linked(link) })),
);

/** Every way to connect a client that the documents show. */
export const SNIPPETS: readonly Snippet[] = [...inJson, ...inToml, ...inYaml, ...inShell, ...LINKS];
