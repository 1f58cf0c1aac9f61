import type { Toolset } from '../../config/config.js';
import { Tool, type ToolOptions } from '../../mcp/index.js';
import type { Scope } from '../scopes.js';

/** `@Tool` with the toolsets and scopes of this application as types, so that a misspelt one does not compile. */
export const InvoiceTool = <Input extends object, Data extends object>(
  options: ToolOptions<Input, Data> & { readonly toolset: Toolset; readonly scope: Scope },
): ReturnType<typeof Tool<Input, Data>> => Tool(options);
