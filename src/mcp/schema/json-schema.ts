import type { Type } from '@nestjs/common';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { unsupportedSchema } from '../mcp.messages.js';
import { StartError } from '../start-error.js';

/** A JSON Schema 2020-12 object with keywords that every MCP client accepts. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
}

const ROOT_UNIONS = ['anyOf', 'oneOf', 'allOf'] as const;

/**
 * The schema of arguments, from their class. It forbids unknown arguments, as the validation does. Throws when the class
 * needs keywords that some clients refuse: `$ref`, lists of types, unions at the top.
 */
export function inputSchemaOf(input: Type): JsonSchema {
  return { ...schemaOf(input), additionalProperties: false };
}

/** The schema of a tool's data, from its class. It allows unknown fields, because the backend may add some. */
export const outputSchemaOf = (output: Type): JsonSchema => schemaOf(output);

function schemaOf(target: Type): JsonSchema {
  const schema: JsonSchema = {
    type: 'object',
    properties: {},
    ...(targetConstructorToSchema(target) as JsonSchema),
  };
  const union = ROOT_UNIONS.find((keyword) => keyword in schema);
  if (union) throw new StartError(unsupportedSchema(target.name, `${union} at the top`));
  assertPortable(schema, target.name);
  return schema;
}

function assertPortable(node: unknown, path: string): void {
  if (typeof node !== 'object' || node === null) return;
  if ('$ref' in node) throw new StartError(unsupportedSchema(path, '$ref'));
  if ('type' in node && Array.isArray(node.type)) throw new StartError(unsupportedSchema(path, 'a list of types'));
  if ('enum' in node && hasDuplicates(node.enum))
    throw new StartError(unsupportedSchema(path, 'an enum with an item twice'));
  for (const [key, child] of Object.entries(node)) assertPortable(child, `${path}.${key}`);
}

const hasDuplicates = (items: unknown): boolean => Array.isArray(items) && new Set(items).size < items.length;
