import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ToolProvider } from '../decorators/tool-provider.decorator.js';
import type { ToolMethod, ToolOptions } from '../decorators/tool.decorator.js';
import { envelopeSchema } from '../envelope/envelope-schema.js';
import { scopedProvider } from '../mcp.messages.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { inputSchemaOf, outputSchemaOf } from '../schema/json-schema.js';
import { argumentsValidator } from '../schema/validate-arguments.js';
import { ToolMetadataAccessor } from './tool-metadata.accessor.js';
import { ToolRegistry } from './tool.registry.js';

/** Finds every `@Tool()` of every `@ToolProvider()` once at start, and prepares all that calls would otherwise repeat. */
@Injectable()
export class ToolExplorer implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly accessor: ToolMetadataAccessor,
    private readonly registry: ToolRegistry,
    @Inject(MCP_OPTIONS) private readonly mcp: McpOptions,
  ) {}

  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: ToolProvider.KEY })) {
      if (wrapper.isTransient || !wrapper.isDependencyTreeStatic()) throw new Error(scopedProvider(wrapper.name));
      const provider = wrapper.instance as Record<string, unknown>;
      for (const method of this.scanner.getAllMethodNames(Object.getPrototypeOf(provider) as object)) {
        const options = this.accessor.toolOptions(provider[method]);
        if (options && this.isOffered(options)) this.register(options, provider, method);
      }
    }
  }

  /** A tool that is not offered is as unknown as one that does not exist, to lists and to calls. */
  private isOffered({ annotations, toolset }: ToolOptions<object, object>): boolean {
    const { readOnly, toolsets } = this.mcp;
    const isSwitchedOn = toolset === undefined || toolsets === undefined || toolsets.includes(toolset);
    return isSwitchedOn && (annotations.readOnlyHint || !readOnly);
  }

  private register(options: ToolOptions<object, object>, provider: Record<string, unknown>, method: string): void {
    const inputSchema = inputSchemaOf(options.input);
    const run = provider[method] as ToolMethod<object, object>;
    this.registry.add({
      options,
      origin: `${provider.constructor.name}.${method}`,
      inputSchema,
      outputSchema: options.output && envelopeSchema(outputSchemaOf(options.output)),
      validate: argumentsValidator(options.input, inputSchema),
      run: (input, call) => run.call(provider, input, call),
    });
  }
}
