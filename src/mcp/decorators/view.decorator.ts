import { SetMetadata } from '@nestjs/common';
import { RESOURCE_METADATA, type ResourceMethod, type ResourceOptions } from './resource.decorator.js';

/** URI of a view (MCP Apps 2026-01-26, "UI Resource Format"). */
export type ViewAddress = `ui://${string}`;

/** MIME type of a view (MCP Apps 2026-01-26, "UI Resource Format"). */
export const VIEW_MIME_TYPE = 'text/html;profile=mcp-app';

/**
 * How hosts run a view: without access to any domain. It reaches this server only through the host, which sends requests on
 * behalf of the user.
 */
const CONFINED = {
  csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
  prefersBorder: true,
} as const;

/** Options of a view. The decorator sets the other options of the resource. */
export type ViewOptions = Pick<ResourceOptions, 'name' | 'title' | 'description'> & { readonly uri: ViewAddress };

/**
 * Offers a method of a `@ResourceProvider()` class as a view: a page that hosts show in place of the results of the tools
 * that name it. The method returns the HTML. Only clients that announce MCP Apps see it. The decorator only records metadata.
 */
export const View =
  (options: ViewOptions) =>
  <Method extends ResourceMethod>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const resource: ResourceOptions = { ...options, mimeType: VIEW_MIME_TYPE, isFixed: true, view: CONFINED };
    SetMetadata(RESOURCE_METADATA, resource)(target, key, descriptor as PropertyDescriptor);
  };
