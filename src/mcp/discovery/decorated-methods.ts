import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, type DiscoverableDecorator } from '@nestjs/core';
import { scopedProvider } from '../mcp.messages.js';

/** A method of a provider that discovery looks at. */
export interface DecoratedMethod {
  readonly provider: Record<string, unknown>;
  readonly method: string;
  /** `Class.method`, for error messages. */
  readonly definedAt: string;
}

/** Finds the methods of decorated providers, such as those with `@ToolProvider()`. */
@Injectable()
export class DecoratedMethods {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Every method of every class with this decorator, inherited ones included. Throws for a provider that is not a singleton. */
  of({ KEY }: DiscoverableDecorator<void>): DecoratedMethod[] {
    return this.discovery.getProviders({ metadataKey: KEY }).flatMap((wrapper) => {
      if (wrapper.isTransient || !wrapper.isDependencyTreeStatic()) throw new Error(scopedProvider(wrapper.name));
      const provider = wrapper.instance as Record<string, unknown>;
      return this.scanner
        .getAllMethodNames(Object.getPrototypeOf(provider) as object)
        .map((method) => ({ provider, method, definedAt: `${provider.constructor.name}.${method}` }));
    });
  }
}
