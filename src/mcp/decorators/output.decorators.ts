import type { Type } from '@nestjs/common';
import { Allow } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { outputSchemaOf, type JsonSchema } from '../schema/json-schema.js';

type SchemaArgument = Parameters<typeof JSONSchema>[0];

const described =
  (schema: () => JsonSchema): PropertyDecorator =>
  (target, property) => {
    // The converter sees only properties that have a rule; this one lets everything pass.
    Allow()(target, property);
    JSONSchema(schema as SchemaArgument)(target, property as string);
  };

/** Describes a property of an output class by another class, written out in place: clients refuse `$ref`. */
export const Nested = (type: Type, description: string): PropertyDecorator =>
  described(() => ({ ...outputSchemaOf(type), description }));

/** The same for a list of that class. */
export const ListOf = (type: Type, description: string): PropertyDecorator =>
  described(() => ({ type: 'array', items: outputSchemaOf(type), description }));

/** Describes a text property of an output class that can be null: a nested union, as clients refuse lists of types. */
export const TextOrNull = (description: string): PropertyDecorator =>
  described(() => ({ anyOf: [{ type: 'string' }, { type: 'null' }], description }));
