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

/** Every word of a schema costs the model tokens, so descriptions that add nothing are left out. */
const withDescription = (description: string | undefined): JsonSchema =>
  description === undefined ? {} : { description };

/** Describes a property that holds an object of another output class. Its schema is inlined, as clients refuse `$ref`. */
export const Nested = (type: Type, description?: string): PropertyDecorator =>
  described(() => ({ ...outputSchemaOf(type), ...withDescription(description) }));

/** Describes a property that holds a list of objects of another output class. */
export const ListOf = (type: Type, description?: string): PropertyDecorator =>
  described(() => ({ type: 'array', items: outputSchemaOf(type), ...withDescription(description) }));

/** Describes a text property that can be null, as a nested union: clients refuse lists of types. */
export const TextOrNull = (description?: string): PropertyDecorator =>
  described(() => ({ anyOf: [{ type: 'string' }, { type: 'null' }], ...withDescription(description) }));

/** Describes a property that holds an object of another output class or null, as a nested union. */
export const NestedOrNull = (type: Type, description?: string): PropertyDecorator =>
  described(() => ({ anyOf: [outputSchemaOf(type), { type: 'null' }], ...withDescription(description) }));

/** Describes a property that holds an object of any shape, which the backend decides. */
export const AnyObject = (description?: string): PropertyDecorator =>
  described(() => ({ type: 'object', ...withDescription(description) }));

/** Describes a property that holds a list of objects of any shape, which the backend decides. */
export const AnyObjects = (description?: string): PropertyDecorator =>
  described(() => ({ type: 'array', items: { type: 'object' }, ...withDescription(description) }));
