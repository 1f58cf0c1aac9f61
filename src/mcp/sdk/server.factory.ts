import { Inject, Injectable } from '@nestjs/common';
import { Server } from '@modelcontextprotocol/server';
import type { Caller } from '../context/caller.js';
import { ToolListCache } from '../lists/tool-list-cache.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { Capabilities } from '../protocol/capabilities.js';
import { ServerFeatures } from './server-features.js';

/**
 * Builds a server object of the SDK for every HTTP request and every stdio connection. A shared one could send responses to
 * the wrong caller (CVE-2026-25536). Everything costly is computed once and shared.
 */
@Injectable()
export class ServerFactory {
  constructor(
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
    private readonly toolLists: ToolListCache,
    private readonly capabilities: Capabilities,
    private readonly features: ServerFeatures,
  ) {}

  /** A new server for one caller, for both protocol eras. */
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
