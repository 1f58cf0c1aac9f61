import type { ListToolsResult } from '@modelcontextprotocol/server';
import type { RegisteredTool } from '../discovery/tool.registry.js';

/** The whole `tools/list` result. It is not paged: many clients read only the first page of a catalogue. */
export function toolList(registered: readonly RegisteredTool[]): ListToolsResult {
  const tools = registered.map(({ options, inputSchema, outputSchema }) => ({
    name: options.name,
    title: options.title,
    description: options.description,
    inputSchema,
    ...(outputSchema && { outputSchema }),
    annotations: { title: options.title, ...options.annotations },
  }));
  return { tools } as ListToolsResult;
}
