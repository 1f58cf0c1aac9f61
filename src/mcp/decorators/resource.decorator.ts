import { SetMetadata, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { ToolCall } from '../context/tool-call.js';

/** Marks a class as a home of MCP resources, so that discovery looks at it. It is listed in a module as any provider. */
export const ResourceProvider = DiscoveryService.createDecorator<void>();

/** What every resource tells of itself (MCP resources page, "Resource"). */
export interface ResourceDescription {
  /** `lower-case-words`, unique in the process; logs use it in place of the URI. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  /** What a caller must have been granted to see and to read it; everyone who may call may read it when there is none. */
  readonly scope?: string;
}

/** A resource at one address. */
export interface ResourceOptions extends ResourceDescription {
  readonly uri: string;
  /** True when it says the same to everyone until the program changes: clients may keep it then. */
  readonly isFixed?: boolean;
  /** How a host is to run it when it is a page of MCP Apps; only clients that can show one see it then. */
  readonly view?: object;
}

/** Resources at every address that a template describes (RFC 6570 level 1: `{variable}` only). */
export interface ResourceTemplateOptions<Input extends object> extends ResourceDescription {
  readonly uriTemplate: string;
  /** Class with a property for each variable: rules, descriptions and completion, as the input of a tool. */
  readonly input: Type<Input>;
}

/** What a resource says: text, bytes, or an object that is sent as JSON. */
export type ResourceBody = string | Uint8Array | object;

/** Type of a method that reads a resource; one of a template gets the variables first. */
export type ResourceMethod = (call: ToolCall) => Promise<ResourceBody> | ResourceBody;
export type ResourceTemplateMethod<Input> = (input: Input, call: ToolCall) => Promise<ResourceBody> | ResourceBody;

export const RESOURCE_METADATA = Symbol('mcp:resource');

/** Offers a method of a `@ResourceProvider()` class as an MCP resource. It only records metadata. */
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
 * Offers a method of a `@ResourceProvider()` class as the resources of a template. To say that there is none at an address,
 * it throws a `ToolError` with `NOT_FOUND`.
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
