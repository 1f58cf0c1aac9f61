import { SetMetadata } from '@nestjs/common';
import { RESOURCE_METADATA, type ResourceMethod, type ResourceOptions } from './resource.decorator.js';

/** Address of a view (MCP Apps 2026-01-26, "UI Resource Format"). */
export type ViewAddress = `ui://${string}`;

/** What hosts take for the HTML of a view, by the same page. */
export const VIEW_MIME_TYPE = 'text/html;profile=mcp-app';

/**
 * How a host is to run a view. It may reach nothing: no address, no other page, and no server but through the host, which asks
 * this one on the user's behalf.
 */
const CONFINED = {
  csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
  prefersBorder: true,
} as const;

/** What a view tells of itself; everything else is the same for all. */
export type ViewOptions = Pick<ResourceOptions, 'name' | 'title' | 'description'> & { readonly uri: ViewAddress };

/**
 * Offers a method of a `@ResourceProvider()` class as a view: a page that hosts show in place of the answers of the tools that
 * name it. The method gives its HTML. Only clients that announce MCP Apps see it. It only records metadata.
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
