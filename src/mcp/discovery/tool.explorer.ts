import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ToolProvider } from '../decorators/tool-provider.decorator.js';
import type { ToolMethod, ToolOptions } from '../decorators/tool.decorator.js';
import { envelopeSchema } from '../envelope/envelope-schema.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { inputSchemaOf, outputSchemaOf } from '../schema/json-schema.js';
import { argumentsValidator } from '../schema/validate-arguments.js';
import { MarkedMethods, type MarkedMethod } from './marked-methods.js';
import { ToolMetadataAccessor } from './tool-metadata.accessor.js';
import { ToolRegistry } from './tool.registry.js';

/** Finds every `@Tool()` of every `@ToolProvider()` once at start, and prepares all that calls would otherwise repeat. */
@Injectable()
export class ToolExplorer implements OnModuleInit {
  constructor(
    private readonly methods: MarkedMethods,
    private readonly accessor: ToolMetadataAccessor,
    private readonly registry: ToolRegistry,
    @Inject(MCP_OPTIONS) private readonly mcp: McpOptions,
  ) {}

  onModuleInit(): void {
    for (const marked of this.methods.of(ToolProvider)) {
      const options = this.accessor.toolOptions(marked.provider[marked.method]);
      if (options && this.isOffered(options)) this.register(options, marked);
    }
  }

  private isOffered({ annotations }: ToolOptions<object, object>): boolean {
    return annotations.readOnlyHint || !this.mcp.readOnly;
  }

  private register(options: ToolOptions<object, object>, { provider, method, origin }: MarkedMethod): void {
    const inputSchema = inputSchemaOf(options.input);
    const run = provider[method] as ToolMethod<object, object>;
    this.registry.add({
      options,
      origin,
      inputSchema,
      outputSchema: options.output && envelopeSchema(outputSchemaOf(options.output)),
      validate: argumentsValidator(options.input, inputSchema),
      run: (input, call) => run.call(provider, input, call),
    });
  }
}
