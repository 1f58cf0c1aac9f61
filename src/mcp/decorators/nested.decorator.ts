import type { Type } from '@nestjs/common';
import { JSONSchema } from 'class-validator-jsonschema';
import { outputSchemaOf, type JsonSchema } from '../schema/json-schema.js';

type SchemaArgument = Parameters<typeof JSONSchema>[0];

const described = (schema: () => JsonSchema): ReturnType<typeof JSONSchema> => JSONSchema(schema as SchemaArgument);

/** Describes a property of an output class by another class, written out in place: clients refuse `$ref`. */
export const Nested = (type: Type, description: string): ReturnType<typeof JSONSchema> =>
  described(() => ({ ...outputSchemaOf(type), description }));

/** The same for a list of that class. */
export const ListOf = (type: Type, description: string): ReturnType<typeof JSONSchema> =>
  described(() => ({ type: 'array', items: outputSchemaOf(type), description }));
