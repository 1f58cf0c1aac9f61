import type { ListToolsResult } from '@modelcontextprotocol/server';
import type { RegisteredTool } from '../discovery/tool.registry.js';

/**
 * The `tools/list` result, with or without the views of the tools. It has no pages, because many clients read only the first
 * one.
 */
export function toolList(registered: readonly RegisteredTool[], withViews = false): ListToolsResult {
  const tools = registered.map(({ options, inputSchema, outputSchema }) => ({
    name: options.name,
    title: options.title,
    description: options.description,
    inputSchema,
    ...(outputSchema && { outputSchema }),
    annotations: { title: options.title, ...options.annotations },
    ...(withViews && options.view !== undefined && { _meta: toolViewMeta(options.view) }),
  }));
  return { tools } as ListToolsResult;
}

/** The second name comes from the first drafts of the extension. Some hosts still use it. */
const toolViewMeta = (resourceUri: string): object => ({ ui: { resourceUri }, 'ui/resourceUri': resourceUri });
