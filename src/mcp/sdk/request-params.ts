import { INVALID_PARAMS, ProtocolError } from '@modelcontextprotocol/server';
import type { ErrorCode } from '../envelope/error-code.js';

/**
 * Unvalidated parameters of a request. They are validated by hand, because the schemas of the SDK report invalid parameters
 * as an internal error with the text of their library.
 */
export type Params = Readonly<Record<string, unknown>>;

/** A schema that accepts all parameters and leaves them to the handler (Standard Schema 1.0). */
export const passthroughSchema = {
  params: {
    '~standard': {
      version: 1,
      vendor: 'orvion',
      validate: (value: unknown): { value: Params } => ({ value: value as Params }),
      types: undefined as { input: unknown; output: Params } | undefined,
    },
  },
} as const;

/** A parameter that must be a string. Throws the error "invalid params" (-32602) otherwise. */
export function stringParam(params: Params, name: string): string {
  const value = params[name];
  if (typeof value !== 'string') throw invalidParams(`${name} must be a text`);
  return value;
}

/** A parameter that must be an object. Throws the error "invalid params" (-32602) otherwise. */
export function objectParam(params: Params, name: string): Params {
  const value = params[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidParams(`${name} must be an object`);
  return value as Params;
}

/** The error for invalid parameters, and for names that do not exist. */
export const invalidParams = (message: string, code: ErrorCode = 'VALIDATION_ERROR'): ProtocolError =>
  new ProtocolError(INVALID_PARAMS, message, { code, retryable: false });

const MAX_QUOTED_LENGTH = 200;
const PRINTABLE_WORD = /^[!#-~]*$/;

/**
 * Shortens a name or URI of a client for use in a message. Text that does not look like one is put in quotation marks and
 * cannot close them, because clients copy URIs out of texts of other people.
 */
export function quoteForMessage(name: string): string {
  const text = name.slice(0, MAX_QUOTED_LENGTH);
  return PRINTABLE_WORD.test(text) ? text : `"${text.replaceAll(/[^ !#-~]/g, '?')}"`;
}
