import { Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Completer } from '../decorators/completed-by.decorator.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { MetadataAccessor } from './metadata.accessor.js';
import { providerOf } from './provider-of.js';

/** Completers by the name of the argument they complete. */
export type CompletersByArgument = ReadonlyMap<string, Completer>;

/** Finds the completers of the arguments of an input class. */
@Injectable()
export class Completers {
  constructor(
    private readonly modules: ModuleRef,
    private readonly accessor: MetadataAccessor,
  ) {}

  /** The completer that each property names, or one that suggests its enum values. Throws when no module provides a named completer. */
  of(input: Type<object>, schema: JsonSchema): CompletersByArgument {
    const completers = new Map<string, Completer>();
    for (const [property, { enum: values }] of Object.entries(schema.properties ?? {})) {
      const type = this.accessor.completerOf(input, property);
      if (type) completers.set(property, providerOf(this.modules, type, `${input.name}.${property}`));
      else if (Array.isArray(values)) completers.set(property, enumCompleter(values.map(String)));
    }
    return completers;
  }
}

const enumCompleter = (values: readonly string[]): Completer => ({
  complete: (typed) => values.filter((value) => value.startsWith(typed.toLowerCase())),
});
