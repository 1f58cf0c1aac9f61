import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { ConfirmationPrompt } from '../confirmation/confirmation-prompt.js';
import { needsConfirmation } from '../confirmation/policy.js';
import { ToolProvider } from '../decorators/tool-provider.decorator.js';
import type { ToolMethod, ToolOptions } from '../decorators/tool.decorator.js';
import { envelopeSchema } from '../envelope/envelope-schema.js';
import { missingConfirmation } from '../mcp.messages.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { inputSchemaOf, outputSchemaOf } from '../schema/json-schema.js';
import { argumentsValidator } from '../schema/validate-arguments.js';
import { StartError } from '../start-error.js';
import { DecoratedMethods, type DecoratedMethod } from './decorated-methods.js';
import { KnownNames } from './known-names.js';
import { MetadataAccessor } from './metadata.accessor.js';
import { providerOf } from './provider-of.js';
import { ToolRegistry, type RequestConfirmation } from './tool.registry.js';

/** Finds every tool of every `@ToolProvider()` at start, and computes once what each call would otherwise repeat. */
@Injectable()
export class ToolExplorer implements OnModuleInit {
  constructor(
    private readonly methods: DecoratedMethods,
    private readonly accessor: MetadataAccessor,
    private readonly registry: ToolRegistry,
    private readonly modules: ModuleRef,
    private readonly known: KnownNames,
    @Inject(MCP_OPTIONS) private readonly mcpOptions: McpOptions,
  ) {}

  onModuleInit(): void {
    for (const decorated of this.methods.of(ToolProvider)) {
      const options = this.accessor.toolOptions(decorated.provider[decorated.method]);
      if (!options) continue;
      this.known.check(options, decorated.definedAt);
      // Checked for every tool, because one that is switched off here may be switched on in production.
      const prompt = this.promptOf(options, decorated.definedAt);
      if (this.isOffered(options)) this.register(options, decorated, prompt);
    }
  }

  /** A tool that is not offered is unknown to lists and to calls, as if it did not exist. */
  private isOffered({ annotations, toolset }: ToolOptions<object, object>): boolean {
    const { readOnly, toolsets } = this.mcpOptions;
    const isSwitchedOn = toolset === undefined || toolsets === undefined || toolsets.includes(toolset);
    return isSwitchedOn && (annotations.readOnlyHint || !readOnly);
  }

  private register(
    options: ToolOptions<object, object>,
    { provider, method, definedAt }: DecoratedMethod,
    prompt: ConfirmationPrompt<object> | undefined,
  ): void {
    const inputSchema = inputSchemaOf(options.input);
    const run = provider[method] as ToolMethod<object, object>;
    this.registry.add({
      options,
      definedAt,
      inputSchema,
      outputSchema: options.output && envelopeSchema(outputSchemaOf(options.output)),
      validate: argumentsValidator(options.input, inputSchema),
      run: (input, call) => run.call(provider, input, call),
      confirm: this.confirmation(options, prompt),
    });
  }

  /** Throws a `StartError` when a tool that changes something has no `confirm`, whatever the policy is. */
  private promptOf(options: ToolOptions<object, object>, definedAt: string): ConfirmationPrompt<object> | undefined {
    const { confirm, annotations, name } = options;
    if (confirm) return providerOf(this.modules, confirm.prompt, definedAt);
    if (!annotations.readOnlyHint) throw new StartError(missingConfirmation(name, definedAt));
    return undefined;
  }

  private confirmation(
    { confirm }: ToolOptions<object, object>,
    prompt: ConfirmationPrompt<object> | undefined,
  ): RequestConfirmation | undefined {
    if (!confirm || !prompt || !needsConfirmation(this.mcpOptions.confirm?.policy, confirm.when)) return undefined;
    if (prompt.isRequired?.() === false) return undefined;
    return async (input, call) => prompt.request(input, call, confirm.message);
  }
}
