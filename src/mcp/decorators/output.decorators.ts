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

/** A schema costs every model that reads it tokens, so what says nothing new is left out. */
const withDescription = (description: string | undefined): JsonSchema =>
  description === undefined ? {} : { description };

/** Describes a property of an output class by another class, written out in place: clients refuse `$ref`. */
export const Nested = (type: Type, description?: string): PropertyDecorator =>
  described(() => ({ ...outputSchemaOf(type), ...withDescription(description) }));

/** The same for a list of that class. */
export const ListOf = (type: Type, description?: string): PropertyDecorator =>
  described(() => ({ type: 'array', items: outputSchemaOf(type), ...withDescription(description) }));

/** Describes a text property of an output class that can be null: a nested union, as clients refuse lists of types. */
export const TextOrNull = (description?: string): PropertyDecorator =>
  described(() => ({ anyOf: [{ type: 'string' }, { type: 'null' }], ...withDescription(description) }));

/** The same for a class whose place can hold null. */
export const NestedOrNull = (type: Type, description?: string): PropertyDecorator =>
  described(() => ({ anyOf: [outputSchemaOf(type), { type: 'null' }], ...withDescription(description) }));

/** Describes a property whose inside is the backend's business. */
export const AnyObject = (description?: string): PropertyDecorator =>
  described(() => ({ type: 'object', ...withDescription(description) }));

/** The same for a list. */
export const AnyObjects = (description?: string): PropertyDecorator =>
  described(() => ({ type: 'array', items: { type: 'object' }, ...withDescription(description) }));
