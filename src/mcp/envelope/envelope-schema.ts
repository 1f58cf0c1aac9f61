import type { JsonSchema } from '../schema/json-schema.js';
import { ERROR_CODES } from './error-code.js';

const error: JsonSchema = {
  type: 'object',
  properties: {
    code: { type: 'string', enum: Object.keys(ERROR_CODES) },
    message: { type: 'string', description: 'What happened, then what to do' },
    details: {
      type: 'object',
      properties: { retryable: { type: 'boolean' }, request_id: { type: 'string' } },
      required: ['retryable', 'request_id'],
    },
  },
  required: ['code', 'message', 'details'],
};

const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

/** Output schema of a tool: the envelope around the schema of its data. Null is a nested union, as no type is a list. */
export const envelopeSchema = (data: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { ok: { type: 'boolean' }, data: orNull(data), error: orNull(error) },
  required: ['ok', 'data', 'error'],
});
