import { Injectable } from '@nestjs/common';
import type { ServerCapabilities } from '@modelcontextprotocol/server';
import { PromptRegistry } from '../discovery/prompt.registry.js';
import { ResourceRegistry } from '../discovery/resource.registry.js';

const UNCHANGING = { listChanged: false } as const;

/** The features of this server (MCP specification, "Server Features"), as far as something is registered. */
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

  /** Whether there is anything of which arguments can be completed. */
  get hasCompletions(): boolean {
    return this.hasResources || this.hasPrompts;
  }

  /** What to announce. */
  announced(): ServerCapabilities {
    return {
      tools: UNCHANGING,
      ...(this.hasResources && { resources: UNCHANGING }),
      ...(this.hasPrompts && { prompts: UNCHANGING }),
      ...(this.hasCompletions && { completions: {} }),
    };
  }
}
