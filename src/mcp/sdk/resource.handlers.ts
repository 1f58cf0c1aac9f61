import { Injectable } from '@nestjs/common';
import type { ListResourcesResult, ReadResourceResult, Server, ServerContext } from '@modelcontextprotocol/server';
import { isGranted, type Caller } from '../context/caller.js';
import { isView, ResourceRegistry, type RegisteredResource } from '../discovery/resource.registry.js';
import { REQUEST_ID_META } from '../envelope/call-result.js';
import { ToolError } from '../envelope/tool-error.js';
import { RequestRecorder } from '../invocation/request-recorder.js';
import { RequestInvoker } from '../invocation/request.invoker.js';
import { resourceList, resourceTemplateList, viewMeta } from '../lists/list-results.js';
import { LIST_TTL_MS } from '../lists/tool-list-cache.js';
import { isModern } from './client-capabilities.js';
import { requestContext } from './request-context.js';
import { protocolError } from './request-error.js';
import { quoteForMessage, stringParam, passthroughSchema } from './request-params.js';
import { showsViews } from './shows-views.js';

/** Longer than any URI of ours. Longer ones are unknown without a search. */
const MAX_URI_LENGTH = 2_000;

/** Serves the `resources/...` requests of both protocol eras. */
@Injectable()
export class ResourceHandlers {
  constructor(
    private readonly registry: ResourceRegistry,
    private readonly invoker: RequestInvoker,
    private readonly recorder: RequestRecorder,
  ) {}

  /** Registers the handlers on the server of one caller. */
  addTo(server: Server, caller: Caller): void {
    server.setRequestHandler('resources/list', (_request, context) => this.list(context, caller, server));
    server.setRequestHandler('resources/templates/list', () => resourceTemplateList(this.registry.grantedTo(caller)));
    server.setRequestHandler('resources/read', passthroughSchema, async (params, context) =>
      this.read(stringParam(params, 'uri'), context, caller, server),
    );
  }

  private list(context: ServerContext, caller: Caller, server: Server): ListResourcesResult {
    if (!showsViews(context, server)) return resourceList(this.registry.grantedTo(caller));
    return { ...resourceList(this.registry.grantedTo(caller, true)), ...(isModern(context) && PRIVATE_CACHE) };
  }

  /** The scope that the resource at a URI needs and the caller has not been granted. */
  missingScope(uri: unknown, caller: Caller): string | undefined {
    const scope = typeof uri === 'string' ? this.find(uri)?.resource.options.scope : undefined;
    return scope === undefined || isGranted(caller, scope) ? undefined : scope;
  }

  private async read(uri: string, context: ServerContext, caller: Caller, server: Server): Promise<ReadResourceResult> {
    const found = this.find(uri);
    const isShown = found && (!isView(found.resource) || showsViews(context, server));
    if (!isShown || this.missingScope(uri, caller) !== undefined) {
      this.recorder.rejected('unknown_resource');
      throw protocolError(unknownResource(uri), { uri: uri.slice(0, MAX_URI_LENGTH) });
    }
    const { resource, variables } = found;
    const target = { method: 'resources/read', name: resource.options.name } as const;
    try {
      const { value, requestId } = await this.invoker.invoke(
        target,
        requestContext(context, caller, server),
        async (call) => resource.read(variables, call),
      );
      const contents = [
        { uri, mimeType: resource.options.mimeType, ...contentOf(value), ...viewMeta(resource.options) },
      ];
      return { contents, ...cacheFields(resource, context), _meta: { [REQUEST_ID_META]: requestId } };
    } catch (thrown) {
      throw protocolError(thrown, { uri });
    }
  }

  private find(uri: string): ReturnType<ResourceRegistry['find']> {
    return uri.length <= MAX_URI_LENGTH ? this.registry.find(uri) : undefined;
  }
}

/** A list with views must not reach clients that do not show views. */
const PRIVATE_CACHE = { ttlMs: LIST_TTL_MS, cacheScope: 'private' } as const;

const unknownResource = (uri: string): ToolError =>
  new ToolError(
    'NOT_FOUND',
    `There is no resource ${quoteForMessage(uri)}. Take an address from resources/list or resources/templates/list.`,
    { retryable: false },
  );

const contentOf = (value: unknown): { text: string } | { blob: string } => {
  if (value instanceof Uint8Array) return { blob: Buffer.from(value).toString('base64') };
  return { text: typeof value === 'string' ? value : JSON.stringify(value) };
};

/** Cache fields of modern results. Without them, clients do not cache. */
const cacheFields = ({ options }: RegisteredResource, { mcpReq }: ServerContext): object =>
  mcpReq.envelope !== undefined && 'isFixed' in options && options.isFixed
    ? { ttlMs: LIST_TTL_MS, cacheScope: options.scope === undefined ? 'public' : 'private' }
    : {};
