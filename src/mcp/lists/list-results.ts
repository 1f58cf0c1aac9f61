import type {
  ListPromptsResult,
  ListResourcesResult,
  ListResourceTemplatesResult,
  PromptArgument,
} from '@modelcontextprotocol/server';
import type { ResourceDescription } from '../decorators/resource.decorator.js';
import type { RegisteredPrompt } from '../discovery/prompt.registry.js';
import type { RegisteredResource } from '../discovery/resource.registry.js';

/** The whole `resources/list` result: the resources that have one address. It is not paged, as `tools/list` is not. */
export function resourceList(registered: readonly RegisteredResource[]): ListResourcesResult {
  const fixed = registered.flatMap(({ options }) => ('uri' in options ? [options] : []));
  return { resources: fixed.map((options) => ({ uri: options.uri, ...described(options), ...viewMeta(options) })) };
}

/** The whole `resources/templates/list` result. */
export function resourceTemplateList(registered: readonly RegisteredResource[]): ListResourceTemplatesResult {
  const templates = registered.flatMap(({ options }) => ('uriTemplate' in options ? [options] : []));
  return {
    resourceTemplates: templates.map(({ uriTemplate, ...options }) => ({ uriTemplate, ...described(options) })),
  };
}

/** The whole `prompts/list` result. */
export function promptList(registered: readonly RegisteredPrompt[]): ListPromptsResult {
  return {
    prompts: registered.map(({ options, schema }) => ({
      name: options.name,
      title: options.title,
      description: options.description,
      arguments: Object.entries(schema.properties ?? {}).map(([name, { description }]): PromptArgument => ({
        name,
        ...(description !== undefined && { description }),
        required: !!schema.required?.includes(name),
      })),
    })),
  };
}

/** What a host is told of a view, in lists and beside the page itself (MCP Apps 2026-01-26, "Metadata Location"). */
export const viewMeta = (options: ResourceDescription & { readonly view?: object }): { _meta?: { ui: object } } =>
  options.view === undefined ? {} : { _meta: { ui: options.view } };

const described = ({ name, title, description, mimeType }: ResourceDescription): ResourceDescription => ({
  name,
  title,
  description,
  mimeType,
});
