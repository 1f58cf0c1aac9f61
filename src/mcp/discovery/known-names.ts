import { Inject, Injectable } from '@nestjs/common';
import { unknownScope, unknownToolset } from '../mcp.messages.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { StartError } from '../start-error.js';

/** Checks the names of toolsets and scopes at start: a tool with a misspelt one would silently be offered to nobody. */
@Injectable()
export class KnownNames {
  constructor(@Inject(MCP_OPTIONS) private readonly mcp: McpOptions) {}

  /** Throws a `StartError` when a tool or resource names a toolset or a scope that the application does not have. */
  check({ toolset, scope }: { readonly toolset?: string; readonly scope?: string }, definedAt: string): void {
    const { known } = this.mcp;
    if (!known) return;
    if (toolset !== undefined && !known.toolsets.includes(toolset))
      throw new StartError(unknownToolset(toolset, definedAt, known.toolsets));
    if (scope !== undefined && !known.scopes.includes(scope))
      throw new StartError(unknownScope(scope, definedAt, known.scopes));
  }
}
