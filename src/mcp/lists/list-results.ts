import type {
  ListPromptsResult,
  ListResourcesResult,
  ListResourceTemplatesResult,
  PromptArgument,
} from '@modelcontextprotocol/server';
import type { ResourceDescription } from '../decorators/resource.decorator.js';
import type { RegisteredPrompt } from '../discovery/prompt.registry.js';
import type { RegisteredResource } from '../discovery/resource.registry.js';

/** The `resources/list` result: the resources with one URI. It has no pages, because many clients read only the first one. */
export function resourceList(registered: readonly RegisteredResource[]): ListResourcesResult {
  const resources = registered.flatMap(({ options }) => ('uri' in options ? [options] : []));
  return { resources: resources.map((options) => ({ uri: options.uri, ...described(options), ...viewMeta(options) })) };
}

/** The `resources/templates/list` result, without pages. */
export function resourceTemplateList(registered: readonly RegisteredResource[]): ListResourceTemplatesResult {
  const templates = registered.flatMap(({ options }) => ('uriTemplate' in options ? [options] : []));
  return {
    resourceTemplates: templates.map(({ uriTemplate, ...options }) => ({ uriTemplate, ...described(options) })),
  };
}

/** The `prompts/list` result, without pages. */
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

/** The metadata of a view for hosts, in lists and in the content (MCP Apps 2026-01-26, "Metadata Location"). */
export const viewMeta = (options: ResourceDescription & { readonly view?: object }): { _meta?: { ui: object } } =>
  options.view === undefined ? {} : { _meta: { ui: options.view } };

const described = ({ name, title, description, mimeType }: ResourceDescription): ResourceDescription => ({
  name,
  title,
  description,
  mimeType,
});
