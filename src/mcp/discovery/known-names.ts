import { Inject, Injectable } from '@nestjs/common';
import { unknownScope, unknownToolset } from '../mcp.messages.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { StartError } from '../start-error.js';

/** The toolsets and scopes that the application has. A misspelt one would leave its tool unseen by everyone, in silence. */
@Injectable()
export class KnownNames {
  constructor(@Inject(MCP_OPTIONS) private readonly mcp: McpOptions) {}

  /** Throws for a tool or resource that names another. */
  check({ toolset, scope }: { readonly toolset?: string; readonly scope?: string }, definedAt: string): void {
    const { known } = this.mcp;
    if (!known) return;
    if (toolset !== undefined && !known.toolsets.includes(toolset))
      throw new StartError(unknownToolset(toolset, definedAt, known.toolsets));
    if (scope !== undefined && !known.scopes.includes(scope))
      throw new StartError(unknownScope(scope, definedAt, known.scopes));
  }
}
