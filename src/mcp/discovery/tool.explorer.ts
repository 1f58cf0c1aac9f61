import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { needsConfirmation } from '../confirmation/policy.js';
import { ToolProvider } from '../decorators/tool-provider.decorator.js';
import type { ToolMethod, ToolOptions } from '../decorators/tool.decorator.js';
import { envelopeSchema } from '../envelope/envelope-schema.js';
import { missingConfirmation } from '../mcp.messages.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { inputSchemaOf, outputSchemaOf } from '../schema/json-schema.js';
import { argumentsValidator } from '../schema/validate-arguments.js';
import { DecoratedMethods, type DecoratedMethod } from './decorated-methods.js';
import { MetadataAccessor } from './metadata.accessor.js';
import { ToolRegistry, type RequestConfirmation } from './tool.registry.js';

/** Finds every tool of every `@ToolProvider()` at start, and computes once what each call would otherwise repeat. */
@Injectable()
export class ToolExplorer implements OnModuleInit {
  constructor(
    private readonly methods: DecoratedMethods,
    private readonly accessor: MetadataAccessor,
    private readonly registry: ToolRegistry,
    private readonly modules: ModuleRef,
    @Inject(MCP_OPTIONS) private readonly mcpOptions: McpOptions,
  ) {}

  onModuleInit(): void {
    for (const decorated of this.methods.of(ToolProvider)) {
      const options = this.accessor.toolOptions(decorated.provider[decorated.method]);
      if (options && this.isOffered(options)) this.register(options, decorated);
    }
  }

  /** A tool that is not offered is unknown to lists and to calls, as if it did not exist. */
  private isOffered({ annotations, toolset }: ToolOptions<object, object>): boolean {
    const { readOnly, toolsets } = this.mcpOptions;
    const isSwitchedOn = toolset === undefined || toolsets === undefined || toolsets.includes(toolset);
    return isSwitchedOn && (annotations.readOnlyHint || !readOnly);
  }

  private register(options: ToolOptions<object, object>, { provider, method, definedAt }: DecoratedMethod): void {
    const inputSchema = inputSchemaOf(options.input);
    const run = provider[method] as ToolMethod<object, object>;
    this.registry.add({
      options,
      definedAt,
      inputSchema,
      outputSchema: options.output && envelopeSchema(outputSchemaOf(options.output)),
      validate: argumentsValidator(options.input, inputSchema),
      run: (input, call) => run.call(provider, input, call),
      confirm: this.confirmation(options, definedAt),
    });
  }

  /** Throws when the policy requires a confirmation and the tool has no option `confirm`. */
  private confirmation(options: ToolOptions<object, object>, definedAt: string): RequestConfirmation | undefined {
    const { confirm, annotations, name } = options;
    const policy = this.mcpOptions.confirm?.policy;
    if (!confirm) {
      const when = annotations.destructiveHint ? 'destructive' : 'writes';
      if (!annotations.readOnlyHint && needsConfirmation(policy, when))
        throw new Error(missingConfirmation(name, definedAt));
      return undefined;
    }
    if (!needsConfirmation(policy, confirm.when)) return undefined;
    const prompt = this.modules.get(confirm.prompt, { strict: false });
    if (prompt.isRequired?.() === false) return undefined;
    return async (input, call) => prompt.request(input, call, confirm.message);
  }
}
