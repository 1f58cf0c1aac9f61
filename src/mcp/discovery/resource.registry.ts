import { Injectable } from '@nestjs/common';
import { isGranted, type Caller } from '../context/caller.js';
import type { ToolCall } from '../context/tool-call.js';
import type { ResourceOptions, ResourceTemplateOptions } from '../decorators/resource.decorator.js';
import { duplicateResource } from '../mcp.messages.js';
import type { CompletersByArgument } from './completers.js';
import type { UriVariables } from './uri-template.js';

/** A discovered resource or resource template with everything that can be computed before the first request. */
export interface RegisteredResource {
  readonly options: ResourceOptions | ResourceTemplateOptions<object>;
  /** `Class.method`, for error messages. */
  readonly definedAt: string;
  /** The URI of a resource, or the URI template. */
  readonly address: string;
  readonly completers: CompletersByArgument;
  /** The values of the template's variables in a URI; undefined when the URI does not match. */
  readonly match: (uri: string) => UriVariables | undefined;
  /** Validates the variables and returns what the decorated method returns. */
  readonly read: (variables: UriVariables, call: ToolCall) => unknown;
}

/** Whether a resource is a view of MCP Apps. */
export const isView = ({ options }: RegisteredResource): boolean => 'view' in options && options.view !== undefined;

/** All resources of the process by URI or template. Filled at start, read-only afterwards. */
@Injectable()
export class ResourceRegistry {
  private readonly resources = new Map<string, RegisteredResource>();

  get isEmpty(): boolean {
    return this.resources.size === 0;
  }

  /** Adds a resource. Throws when its address or its name is taken. */
  add(resource: RegisteredResource): void {
    const { address, definedAt, options } = resource;
    const taken = this.all(true).find((other) => other.address === address || other.options.name === options.name);
    if (taken) throw new Error(duplicateResource(address, taken.definedAt, definedAt));
    this.resources.set(address, resource);
  }

  /** Every resource in order of its URI or template, with or without views. */
  all(withViews = false): RegisteredResource[] {
    return [...this.resources.values()]
      .filter((resource) => withViews || !isView(resource))
      .toSorted((a, b) => (a.address < b.address ? -1 : 1));
  }

  /** The resource at a URI, with the values of the template's variables. */
  find(uri: string): { readonly resource: RegisteredResource; readonly variables: UriVariables } | undefined {
    for (const resource of this.resources.values()) {
      const variables = resource.match(uri);
      if (variables) return { resource, variables };
    }
    return undefined;
  }

  /** The resource with this URI, or the template with this text. */
  get(address: string): RegisteredResource | undefined {
    return this.resources.get(address);
  }

  /** Every resource that the caller may read, with or without views. */
  grantedTo(caller: Caller, withViews = false): RegisteredResource[] {
    return this.all(withViews).filter(({ options: { scope } }) => scope === undefined || isGranted(caller, scope));
  }
}
