import type { JsonSchema } from '../schema/json-schema.js';

/** Only names and types, because every tool repeats this schema. The documentation lists the codes. */
const error: JsonSchema = {
  type: 'object',
  properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'object' } },
  required: ['code', 'message', 'details'],
};

const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

/** Output schema of a tool: the envelope with the schema of its data. Null is a nested union, as clients refuse lists of types. */
export const envelopeSchema = (data: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { ok: { type: 'boolean' }, data: orNull(data), error: orNull(error) },
  required: ['ok', 'data', 'error'],
});
