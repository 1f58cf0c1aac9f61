import { Inject, Injectable } from '@nestjs/common';
import type { CacheScope, ListToolsResult } from '@modelcontextprotocol/server';
import { isGranted, type Caller } from '../context/caller.js';
import { ToolRegistry } from '../discovery/tool.registry.js';
import type { Era } from '../fast-path/fast-path-message.js';
import { modernFields } from '../fast-path/response-writer.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { toolList } from './tool-list.js';

/** Clients may cache lists for an hour: they change only with a new version of this program. */
export const LIST_TTL_MS = 3_600_000;

/** How long a list may be cached, and for whom (spec 2026-07-28, "Caching"). */
export interface CacheHint {
  readonly ttlMs: number;
  readonly cacheScope: CacheScope;
}

/**
 * The `tools/list` result for each caller, with views for clients that show them. It is computed once for each set of
 * granted scopes.
 */
@Injectable()
export class ToolListCache {
  /** Keyed by the granted scopes that tools need. Other scopes are ignored, so the number of entries is bounded. */
  private readonly lists = new Map<string, ListToolsResult>();
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly registry: ToolRegistry,
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
  ) {}

  /** The scope is private when the list depends on the granted scopes of the caller, or on views in the client. */
  cacheHint({ scopes }: Caller, withViews = false): CacheHint {
    return { ttlMs: LIST_TTL_MS, cacheScope: scopes === 'all' && !withViews ? 'public' : 'private' };
  }

  /** The `tools/list` result of a caller. */
  list(caller: Caller, withViews = false): ListToolsResult {
    const key = `${withViews} ${this.grantedOf(caller)}`;
    const list = this.lists.get(key) ?? toolList(this.registry.grantedTo(caller), withViews);
    this.lists.set(key, list);
    return list;
  }

  /** The `tools/list` result of a caller as JSON text, with the fields that the era requires. */
  text(caller: Caller, era: Era, withViews = false): string {
    const hint = this.cacheHint(caller, withViews);
    const key = `${era} ${hint.cacheScope} ${withViews} ${this.grantedOf(caller)}`;
    const cached = this.texts.get(key);
    if (cached !== undefined) return cached;
    const { tools } = this.list(caller, withViews);
    const text = JSON.stringify({ tools, ...(era === 'modern' && this.modernFields(hint, withViews)) });
    this.texts.set(key, text);
    return text;
  }

  /** The order of the SDK: a hint that depends on the request belongs to the list and comes first. */
  private modernFields(hint: CacheHint, withViews: boolean): object {
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
