import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PromptProvider, type PromptMethod, type PromptOptions } from '../decorators/prompt.decorator.js';
import { inputSchemaOf } from '../schema/json-schema.js';
import { argumentsValidator } from '../schema/validate-arguments.js';
import { Completers } from './completers.js';
import { DecoratedMethods, type DecoratedMethod } from './decorated-methods.js';
import { MetadataAccessor } from './metadata.accessor.js';
import { PromptRegistry, type RegisteredPrompt } from './prompt.registry.js';

/** Finds every prompt of every `@PromptProvider()` at start, and computes once what each request would otherwise repeat. */
@Injectable()
export class PromptExplorer implements OnModuleInit {
  constructor(
    private readonly methods: DecoratedMethods,
    private readonly accessor: MetadataAccessor,
    private readonly completers: Completers,
    private readonly registry: PromptRegistry,
  ) {}

  onModuleInit(): void {
    for (const decorated of this.methods.of(PromptProvider)) {
      const options = this.accessor.promptOptions(decorated.provider[decorated.method]);
      if (options) this.registry.add(this.prepare(options, decorated));
    }
  }

  private prepare(options: PromptOptions<object>, { provider, method, definedAt }: DecoratedMethod): RegisteredPrompt {
    const schema = inputSchemaOf(options.input);
    const validate = argumentsValidator(options.input, schema);
    const run = provider[method] as PromptMethod<object>;
    return {
      options,
      definedAt,
      schema,
      completers: this.completers.of(options.input, schema),
      write: (args, call) => run.call(provider, validate(args), call),
    };
  }
}
