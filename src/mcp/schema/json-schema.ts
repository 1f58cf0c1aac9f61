import type { Type } from '@nestjs/common';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { unsupportedSchema } from '../mcp.messages.js';
import { StartError } from '../start-error.js';

/** A JSON Schema 2020-12 object, of the keywords that every MCP client takes. */
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
 * Schema of a tool's arguments from its class. Unknown arguments are refused, so the schema says so too.
 * Throws when the class uses what some clients refuse: `$ref`, type lists, unions at the top.
 */
export function inputSchemaOf(input: Type): JsonSchema {
  return { ...schemaOf(input), additionalProperties: false };
}

/** Schema of a tool's data from its class. Unknown fields stay allowed: the backend may grow new ones. */
export const outputSchemaOf = (output: Type): JsonSchema => schemaOf(output);

function schemaOf(target: Type): JsonSchema {
  const schema: JsonSchema = {
    type: 'object',
    properties: {},
    ...(targetConstructorToSchema(target) as JsonSchema),
  };
  const union = ROOT_UNIONS.find((keyword) => keyword in schema);
  if (union) throw new StartError(unsupportedSchema(target.name, `${union} at the top`));
  refuseUnportable(schema, target.name);
  return schema;
}

function refuseUnportable(node: unknown, path: string): void {
  if (typeof node !== 'object' || node === null) return;
  if ('$ref' in node) throw new StartError(unsupportedSchema(path, '$ref'));
  if ('type' in node && Array.isArray(node.type)) throw new StartError(unsupportedSchema(path, 'a list of types'));
  for (const [key, child] of Object.entries(node)) refuseUnportable(child, `${path}.${key}`);
}
