import type { JsonSchema } from '../schema/json-schema.js';

/** Every tool repeats it, so it tells no more than names and types; the documentation has the codes. */
const error: JsonSchema = {
  type: 'object',
  properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'object' } },
  required: ['code', 'message', 'details'],
};

const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

/** Output schema of a tool: the envelope around the schema of its data. Null is a nested union, as no type is a list. */
export const envelopeSchema = (data: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { ok: { type: 'boolean' }, data: orNull(data), error: orNull(error) },
  required: ['ok', 'data', 'error'],
});
