import { Inject, Injectable } from '@nestjs/common';
import { Server } from '@modelcontextprotocol/server';
import type { Caller } from '../context/caller.js';
import { ToolListCache } from '../lists/tool-list-cache.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { Capabilities } from '../protocol/capabilities.js';
import { ServerFeatures } from './server-features.js';

/**
 * Builds the SDK's server object. One is built for every HTTP request and every stdio connection: state of one client
 * in an object that serves another is how responses reach the wrong caller (CVE-2026-25536). All that is costly is
 * computed once and shared instead.
 */
@Injectable()
export class ServerFactory {
  constructor(
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
    private readonly toolLists: ToolListCache,
    private readonly capabilities: Capabilities,
    private readonly features: ServerFeatures,
  ) {}

  /** A fresh server that offers what one caller may use, for either protocol era. */
  create(caller: Caller): Server {
    const { instructions, ...serverInfo } = this.options.identity;
    const server = new Server(serverInfo, {
      capabilities: this.capabilities.announced(),
      instructions,
      cacheHints: this.features.cacheHints(this.toolLists.cacheHint(caller)),
    });
    this.features.addTo(server, caller);
    return server;
  }
}
