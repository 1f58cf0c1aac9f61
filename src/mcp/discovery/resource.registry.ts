import { Injectable } from '@nestjs/common';
import type { ResourceOptions, ResourceTemplateOptions } from '../decorators/resource.decorator.js';
import { isGranted, type Caller } from '../context/caller.js';
import type { ToolCall } from '../context/tool-call.js';
import { duplicateResource } from '../mcp.messages.js';
import { StartError } from '../start-error.js';
import type { CompletersByArgument } from './completers.js';
import type { UriVariables } from './uri-template.js';

/** A discovered resource, or all resources of one template, with everything that can be computed before the first call. */
export interface RegisteredResource {
  readonly options: ResourceOptions | ResourceTemplateOptions<object>;
  /** `Class.method`, for messages about the resource. */
  readonly definedAt: string;
  /** Its address, or its template. */
  readonly address: string;
  readonly completers: CompletersByArgument;
  /** The variables of an address, none for a resource without; undefined when the address is another's. */
  readonly match: (uri: string) => UriVariables | undefined;
  readonly read: (variables: UriVariables, call: ToolCall) => unknown;
}

/** Whether a resource is a page for hosts of MCP Apps. */
export const isView = ({ options }: RegisteredResource): boolean => 'view' in options && options.view !== undefined;

/** All resources of the process. Filled at start, read-only afterwards. */
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
    if (taken) throw new StartError(duplicateResource(address, taken.definedAt, definedAt));
    this.resources.set(address, resource);
  }

  /** Every resource in order of its address; views are shown only to clients that ask for them. */
  all(withViews = false): RegisteredResource[] {
    return [...this.resources.values()]
      .filter((resource) => withViews || !isView(resource))
      .toSorted((a, b) => (a.address < b.address ? -1 : 1));
  }

  /** The resource at an address, with the variables that the address holds. */
  at(uri: string): { readonly resource: RegisteredResource; readonly variables: UriVariables } | undefined {
    for (const resource of this.resources.values()) {
      const variables = resource.match(uri);
      if (variables) return { resource, variables };
    }
    return undefined;
  }

  /** The resource of an address or template as it is listed. */
  listedAs(address: string): RegisteredResource | undefined {
    return this.resources.get(address);
  }

  /** Every resource that a caller may read. */
  grantedTo(caller: Caller, withViews = false): RegisteredResource[] {
    return this.all(withViews).filter(({ options: { scope } }) => scope === undefined || isGranted(caller, scope));
  }
}
