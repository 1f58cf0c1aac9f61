import { Injectable } from '@nestjs/common';
import type { JSONRPCMessage, Server, ServerOptions } from '@modelcontextprotocol/server';
import type { Caller } from '../invocation/caller.js';
import { Capabilities } from '../protocol/capabilities.js';
import { CompletionHandlers } from './completion.handlers.js';
import { PromptHandlers } from './prompt.handlers.js';
import { ResourceHandlers } from './resource.handlers.js';
import type { CacheHint } from '../protocol/tool-catalogue.js';

/** Answers the requests of all features besides tools, as far as something is registered. */
@Injectable()
export class ServerFeatures {
  constructor(
    private readonly capabilities: Capabilities,
    private readonly resources: ResourceHandlers,
    private readonly prompts: PromptHandlers,
    private readonly completion: CompletionHandlers,
  ) {}

  /** How long clients may keep the lists. */
  cacheHints(hint: CacheHint): NonNullable<ServerOptions['cacheHints']> {
    return { 'resources/list': hint, 'resources/templates/list': hint, 'prompts/list': hint };
  }

  /** Adds the requests of all announced features to a server that serves one caller. */
  addTo(server: Server, caller: Caller): void {
    if (this.capabilities.hasResources) this.resources.addTo(server, caller);
    if (this.capabilities.hasPrompts) this.prompts.addTo(server, caller);
    if (this.capabilities.hasCompletions) this.completion.addTo(server, caller);
  }

  /** The scope that a message needs and its caller has not been granted. */
  missingScope(message: JSONRPCMessage, caller: Caller): string | undefined {
    if (!('method' in message)) return undefined;
    const { method, params } = message;
    if (method === 'resources/read') return this.resources.missingScope(params?.uri, caller);
    return method === 'prompts/get' ? this.prompts.missingScope(params?.name, caller) : undefined;
  }
}
