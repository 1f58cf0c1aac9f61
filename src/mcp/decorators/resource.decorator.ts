import { SetMetadata, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { ToolCall } from '../context/tool-call.js';

/** Marks a class that contains MCP resources, for discovery. List it in the `providers` of a module. */
export const ResourceProvider = DiscoveryService.createDecorator<void>();

/** What clients see of a resource (MCP page "Resources", "Resource"). */
export interface ResourceDescription {
  /** `lower-case-words`, unique in the process. Logs have it in place of the URI. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  /** The scope that a caller needs to see and to read it. Default: none, every caller may read it. */
  readonly scope?: string;
}

/** Options of a resource with one URI. */
export interface ResourceOptions extends ResourceDescription {
  readonly uri: string;
  /** True when its content changes only with a new version of this program. Clients may cache it then. */
  readonly isFixed?: boolean;
  /** Makes it a view of MCP Apps and says how hosts run it. Only clients that announce MCP Apps see a view. */
  readonly view?: object;
}

/** Options of the resources that a URI template describes (RFC 6570 level 1: `{variable}` only). */
export interface ResourceTemplateOptions<Input extends object> extends ResourceDescription {
  readonly uriTemplate: string;
  /** Class with one property for each variable, with its rules, description and completer. */
  readonly input: Type<Input>;
}

/** Content of a resource: text, bytes, or an object that is sent as JSON. */
export type ResourceBody = string | Uint8Array | object;

/** Type of a method with `@Resource`. */
export type ResourceMethod = (call: ToolCall) => Promise<ResourceBody> | ResourceBody;

/** Type of a method with `@ResourceTemplate`. */
export type ResourceTemplateMethod<Input> = (input: Input, call: ToolCall) => Promise<ResourceBody> | ResourceBody;

/** Metadata key of `@Resource`, `@ResourceTemplate` and `@View`. */
export const RESOURCE_METADATA = Symbol('mcp:resource');

/** Offers a method of a `@ResourceProvider()` class as an MCP resource. The decorator only records metadata. */
export const Resource =
  (options: ResourceOptions) =>
  <Method extends ResourceMethod>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    SetMetadata(RESOURCE_METADATA, options)(target, key, descriptor as PropertyDescriptor);
  };

/**
 * Offers a method of a `@ResourceProvider()` class as an MCP resource template. The method throws a `ToolError` with
 * `NOT_FOUND` when there is no resource at a URI. The decorator only records metadata.
 */
export const ResourceTemplate =
  <Input extends object>(options: ResourceTemplateOptions<Input>) =>
  <Method extends ResourceTemplateMethod<Input>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    SetMetadata(RESOURCE_METADATA, options)(target, key, descriptor as PropertyDescriptor);
  };
