import { Inject, Injectable } from '@nestjs/common';
import type { CacheScope, ListToolsResult } from '@modelcontextprotocol/server';
import { ToolRegistry } from '../discovery/tool.registry.js';
import { isGranted, type Caller } from '../invocation/caller.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import type { Era } from './plain-message.js';
import { modernFields } from './plain-result.js';
import { toolList } from './tool-list.js';

/** The catalogue is the same for an hour at least: it changes only with a new version of the program. */
export const CATALOGUE_TTL_MS = 3_600_000;

/** How long a list may be kept, and for whom (spec 2026-07-28, "Caching"). */
export interface CacheHint {
  readonly ttlMs: number;
  readonly cacheScope: CacheScope;
}

/** The list of tools as each caller may see it. What it costs is paid once for each set of granted scopes. */
@Injectable()
export class ToolCatalogue {
  /** By the scopes that are granted of those which tools need: as few as there are combinations. */
  private readonly lists = new Map<string, ListToolsResult>();
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly registry: ToolRegistry,
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
  ) {}

  /** What callers are granted differs, so one's list must not be shown to another. */
  hint({ scopes }: Caller): CacheHint {
    return { ttlMs: CATALOGUE_TTL_MS, cacheScope: scopes === 'all' ? 'public' : 'private' };
  }

  /** The whole `tools/list` result of a caller. It is not paged: many clients read only the first page of a catalogue. */
  list(caller: Caller): ListToolsResult {
    const key = this.grantedOf(caller);
    const list = this.lists.get(key) ?? toolList(this.registry.grantedTo(caller));
    this.lists.set(key, list);
    return list;
  }

  /** The same as JSON text, as the era wants it. */
  text(caller: Caller, era: Era): string {
    const hint = this.hint(caller);
    const key = `${era} ${hint.cacheScope} ${this.grantedOf(caller)}`;
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    const { tools } = this.list(caller);
    const result = era === 'modern' ? { tools, ...modernFields(this.options.identity, hint) } : { tools };
    const text = JSON.stringify(result);
    this.texts.set(key, text);
    return text;
  }

  private grantedOf(caller: Caller): string {
    if (caller.scopes === 'all') return '*';
    return this.registry
      .scopes()
      .filter((scope) => isGranted(caller, scope))
      .join(' ');
  }
}
