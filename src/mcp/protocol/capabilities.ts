import { Injectable } from '@nestjs/common';
import type { ServerCapabilities } from '@modelcontextprotocol/server';
import { PromptRegistry } from '../discovery/prompt.registry.js';
import { ResourceRegistry } from '../discovery/resource.registry.js';

const UNCHANGING = { listChanged: false } as const;

/** The features of this server for which something is registered (MCP specification, "Server Features"). */
@Injectable()
export class Capabilities {
  constructor(
    private readonly resourceRegistry: ResourceRegistry,
    private readonly promptRegistry: PromptRegistry,
  ) {}

  get hasResources(): boolean {
    return !this.resourceRegistry.isEmpty;
  }

  get hasPrompts(): boolean {
    return !this.promptRegistry.isEmpty;
  }

  /** Whether there are arguments to complete: prompts and resource templates have some. */
  get hasCompletions(): boolean {
    return this.hasResources || this.hasPrompts;
  }

  /** The capabilities that `initialize` and `server/discover` announce. */
  announced(): ServerCapabilities {
    return {
      tools: UNCHANGING,
      ...(this.hasResources && { resources: UNCHANGING }),
      ...(this.hasPrompts && { prompts: UNCHANGING }),
      ...(this.hasCompletions && { completions: {} }),
    };
  }
}
