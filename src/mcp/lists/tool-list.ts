import type { ListToolsResult } from '@modelcontextprotocol/server';
import type { RegisteredTool } from '../discovery/tool.registry.js';

/**
 * The whole `tools/list` result, with or without the views of the tools. It is not paged: many clients read only the first page
 * of a catalogue.
 */
export function toolList(registered: readonly RegisteredTool[], withViews = false): ListToolsResult {
  const tools = registered.map(({ options, inputSchema, outputSchema }) => ({
    name: options.name,
    title: options.title,
    description: options.description,
    inputSchema,
    ...(outputSchema && { outputSchema }),
    annotations: { title: options.title, ...options.annotations },
    ...(withViews && options.view !== undefined && { _meta: shownIn(options.view) }),
  }));
  return { tools } as ListToolsResult;
}

/** The second name is that of the extension's first drafts, by which some hosts still look for it. */
const shownIn = (resourceUri: string): object => ({ ui: { resourceUri }, 'ui/resourceUri': resourceUri });
