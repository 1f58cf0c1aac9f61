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

/** Finds every `@Tool()` of every `@ToolProvider()` once at start, and prepares all that calls would otherwise repeat. */
@Injectable()
export class ToolExplorer implements OnModuleInit {
  constructor(
    private readonly methods: DecoratedMethods,
    private readonly accessor: MetadataAccessor,
    private readonly registry: ToolRegistry,
    private readonly modules: ModuleRef,
    @Inject(MCP_OPTIONS) private readonly mcp: McpOptions,
  ) {}

  onModuleInit(): void {
    for (const marked of this.methods.of(ToolProvider)) {
      const options = this.accessor.toolOptions(marked.provider[marked.method]);
      if (options && this.isOffered(options)) this.register(options, marked);
    }
  }

  /** A tool that is not offered is as unknown as one that does not exist, to lists and to calls. */
  private isOffered({ annotations, toolset }: ToolOptions<object, object>): boolean {
    const { readOnly, toolsets } = this.mcp;
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

  /** Throws when the policy wants a person for such a tool and the tool does not say what to ask one. */
  private confirmation(options: ToolOptions<object, object>, origin: string): RequestConfirmation | undefined {
    const { confirm, annotations, name } = options;
    const policy = this.mcp.confirm?.policy;
    if (!confirm) {
      const from = annotations.destructiveHint ? 'destructive' : 'writes';
      if (!annotations.readOnlyHint && needsConfirmation(policy, from)) throw new Error(missingConfirmation(name, origin));
      return undefined;
    }
    if (!needsConfirmation(policy, confirm.when)) return undefined;
    const questioner = this.modules.get(confirm.prompt, { strict: false });
    if (questioner.isRequired?.() === false) return undefined;
    return async (input, call) => questioner.request(input, call, confirm.message);
  }
}
