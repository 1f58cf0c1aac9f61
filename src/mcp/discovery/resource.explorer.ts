import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ResourceProvider,
  type ResourceMethod,
  type ResourceOptions,
  type ResourceTemplateMethod,
  type ResourceTemplateOptions,
} from '../decorators/resource.decorator.js';
import { mismatchedVariables } from '../mcp.messages.js';
import { inputSchemaOf } from '../schema/json-schema.js';
import { argumentsValidator } from '../schema/validate-arguments.js';
import { Completers } from './completers.js';
import { DecoratedMethods, type DecoratedMethod } from './decorated-methods.js';
import { MetadataAccessor } from './metadata.accessor.js';
import { ResourceRegistry, type RegisteredResource } from './resource.registry.js';
import { uriTemplate } from './uri-template.js';

/** Finds every resource of every `@ResourceProvider()` at start, and computes once what each request would otherwise repeat. */
@Injectable()
export class ResourceExplorer implements OnModuleInit {
  constructor(
    private readonly methods: DecoratedMethods,
    private readonly accessor: MetadataAccessor,
    private readonly completers: Completers,
    private readonly registry: ResourceRegistry,
  ) {}

  onModuleInit(): void {
    for (const decorated of this.methods.of(ResourceProvider)) {
      const options = this.accessor.resourceOptions(decorated.provider[decorated.method]);
      if (!options) continue;
      this.registry.add(
        'uri' in options ? prepareResource(options, decorated) : this.prepareTemplate(options, decorated),
      );
    }
  }

  private prepareTemplate(
    options: ResourceTemplateOptions<object>,
    { provider, method, definedAt }: DecoratedMethod,
  ): RegisteredResource {
    const { variables, match } = uriTemplate(options.uriTemplate);
    const schema = inputSchemaOf(options.input);
    const properties = Object.keys(schema.properties ?? {});
    if (variables.toSorted().join() !== properties.toSorted().join())
      throw new Error(mismatchedVariables(options.uriTemplate, definedAt));
    const validate = argumentsValidator(options.input, schema);
    const run = provider[method] as ResourceTemplateMethod<object>;
    return {
      options,
      definedAt,
      address: options.uriTemplate,
      completers: this.completers.of(options.input, schema),
      match,
      read: (values, call) => run.call(provider, validate(values), call),
    };
  }
}

const NO_VARIABLES = Object.freeze({});

function prepareResource(
  options: ResourceOptions,
  { provider, method, definedAt }: DecoratedMethod,
): RegisteredResource {
  const run = provider[method] as ResourceMethod;
  return {
    options,
    definedAt,
    address: options.uri,
    completers: new Map(),
    match: (uri) => (uri === options.uri ? NO_VARIABLES : undefined),
    read: (_variables, call) => run.call(provider, call),
  };
}
