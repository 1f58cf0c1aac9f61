import { Inject, Injectable } from '@nestjs/common';
import type { CacheScope, ListToolsResult } from '@modelcontextprotocol/server';
import { ToolRegistry } from '../discovery/tool.registry.js';
import { isGranted, type Caller } from '../context/caller.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import type { Era } from '../fast-path/fast-path-message.js';
import { modernFields } from '../fast-path/response-writer.js';
import { toolList } from './tool-list.js';

/** The catalogue is the same for an hour at least: it changes only with a new version of the program. */
export const LIST_TTL_MS = 3_600_000;

/** How long a list may be kept, and for whom (spec 2026-07-28, "Caching"). */
export interface CacheHint {
  readonly ttlMs: number;
  readonly cacheScope: CacheScope;
}

/**
 * The list of tools as each caller may see it, with views for clients that show them. What it costs is paid once for each set of
 * granted scopes.
 */
@Injectable()
export class ToolListCache {
  /** By the scopes that are granted of those which tools need: as few as there are combinations. */
  private readonly lists = new Map<string, ListToolsResult>();
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly registry: ToolRegistry,
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
  ) {}

  /** What callers are granted and clients can show differs, so one's list must not be shown to another. */
  cacheHint({ scopes }: Caller, withViews = false): CacheHint {
    return { ttlMs: LIST_TTL_MS, cacheScope: scopes === 'all' && !withViews ? 'public' : 'private' };
  }

  /** The whole `tools/list` result of a caller. It is not paged: many clients read only the first page of a catalogue. */
  list(caller: Caller, withViews = false): ListToolsResult {
    const key = `${withViews} ${this.grantedOf(caller)}`;
    const list = this.lists.get(key) ?? toolList(this.registry.grantedTo(caller), withViews);
    this.lists.set(key, list);
    return list;
  }

  /** The same as JSON text, as the era wants it. */
  text(caller: Caller, era: Era, withViews = false): string {
    const hint = this.cacheHint(caller, withViews);
    const key = `${era} ${hint.cacheScope} ${withViews} ${this.grantedOf(caller)}`;
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    const { tools } = this.list(caller, withViews);
    const text = JSON.stringify({ tools, ...(era === 'modern' && this.modernEnd(hint, withViews)) });
    this.texts.set(key, text);
    return text;
  }

  /** A hint that is not the same for all requests is the list's own, which the SDK writes first. */
  private modernEnd(hint: CacheHint, withViews: boolean): object {
    const { identity } = this.options;
    return withViews ? { ...hint, ...modernFields(identity) } : modernFields(identity, hint);
  }

  private grantedOf(caller: Caller): string {
    if (caller.scopes === 'all') return '*';
    return this.registry
      .scopes()
      .filter((scope) => isGranted(caller, scope))
      .join(' ');
  }
}
