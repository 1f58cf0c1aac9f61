import { Injectable } from '@nestjs/common';
import type { JSONRPCMessage, Server, ServerCapabilities, ServerOptions } from '@modelcontextprotocol/server';
import { PromptRegistry } from '../discovery/prompt.registry.js';
import { ResourceRegistry } from '../discovery/resource.registry.js';
import type { Caller } from '../invocation/caller.js';
import { CompletionHandlers } from './completion.handlers.js';
import { PromptHandlers } from './prompt.handlers.js';
import { ResourceHandlers } from './resource.handlers.js';
import type { CacheHint } from './tool-catalogue.js';

const UNCHANGING = { listChanged: false } as const;

/** The features of a server besides tools (MCP specification, "Server Features"), as far as something is registered. */
@Injectable()
export class ServerFeatures {
  constructor(
    private readonly resourceRegistry: ResourceRegistry,
    private readonly promptRegistry: PromptRegistry,
    private readonly resources: ResourceHandlers,
    private readonly prompts: PromptHandlers,
    private readonly completion: CompletionHandlers,
  ) {}

  /** What to announce. */
  capabilities(): ServerCapabilities {
    return {
      ...(!this.resourceRegistry.isEmpty && { resources: UNCHANGING }),
      ...(!this.promptRegistry.isEmpty && { prompts: UNCHANGING }),
      ...(this.hasAny && { completions: {} }),
    };
  }

  /** How long clients may keep the lists. */
  cacheHints(hint: CacheHint): NonNullable<ServerOptions['cacheHints']> {
    return { 'resources/list': hint, 'resources/templates/list': hint, 'prompts/list': hint };
  }

  /** Adds the requests of all announced features to a server that serves one caller. */
  addTo(server: Server, caller: Caller): void {
    if (!this.resourceRegistry.isEmpty) this.resources.addTo(server, caller);
    if (!this.promptRegistry.isEmpty) this.prompts.addTo(server, caller);
    if (this.hasAny) this.completion.addTo(server, caller);
  }

  /** The scope that a message needs and its caller has not been granted. */
  missingScope(message: JSONRPCMessage, caller: Caller): string | undefined {
    if (!('method' in message)) return undefined;
    const { method, params } = message;
    if (method === 'resources/read') return this.resources.missingScope(params?.uri, caller);
    return method === 'prompts/get' ? this.prompts.missingScope(params?.name, caller) : undefined;
  }

  private get hasAny(): boolean {
    return !this.resourceRegistry.isEmpty || !this.promptRegistry.isEmpty;
  }
}
