import { Injectable } from '@nestjs/common';
import type { JSONRPCMessage, Server, ServerOptions } from '@modelcontextprotocol/server';
import type { Caller } from '../context/caller.js';
import type { CacheHint } from '../lists/tool-list-cache.js';
import { Capabilities } from '../protocol/capabilities.js';
import { CompletionHandlers } from './completion.handlers.js';
import { PromptHandlers } from './prompt.handlers.js';
import { ResourceHandlers } from './resource.handlers.js';
import { ToolHandlers } from './tool.handlers.js';

/** The handlers of every feature for which something is registered. */
@Injectable()
export class ServerFeatures {
  constructor(
    private readonly capabilities: Capabilities,
    private readonly tools: ToolHandlers,
    private readonly resources: ResourceHandlers,
    private readonly prompts: PromptHandlers,
    private readonly completion: CompletionHandlers,
  ) {}

  /** The cache hint for every list, in the form of the SDK. */
  cacheHints(hint: CacheHint): NonNullable<ServerOptions['cacheHints']> {
    return {
      'tools/list': hint,
      'server/discover': hint,
      'resources/list': hint,
      'resources/templates/list': hint,
      'prompts/list': hint,
    };
  }

  /** Registers the handlers of all announced features on the server of one caller. */
  addTo(server: Server, caller: Caller): void {
    this.tools.addTo(server, caller);
    if (this.capabilities.hasResources) this.resources.addTo(server, caller);
    if (this.capabilities.hasPrompts) this.prompts.addTo(server, caller);
    if (this.capabilities.hasCompletions) this.completion.addTo(server, caller);
  }

  /** Whether the response to a message has to be a stream. */
  respondsWithStream(message: JSONRPCMessage): boolean {
    return 'method' in message && message.method === 'tools/call' && this.tools.streams(message.params?.name);
  }

  /** The scope that a message needs and its caller has not been granted. */
  missingScope(message: JSONRPCMessage, caller: Caller): string | undefined {
    if (caller.scopes === 'all' || !('method' in message)) return undefined;
    const { method, params } = message;
    if (method === 'tools/call') return this.tools.missingScope(params?.name, caller);
    if (method === 'resources/read') return this.resources.missingScope(params?.uri, caller);
    return method === 'prompts/get' ? this.prompts.missingScope(params?.name, caller) : undefined;
  }
}
