import { INVALID_PARAMS, ProtocolError } from '@modelcontextprotocol/server';
import type { ErrorCode } from '../envelope/error-code.js';

/**
 * Parameters of a request, read by hand. The SDK's own schemas answer what they refuse as an internal error, with the text
 * of their library.
 */
export type Params = Readonly<Record<string, unknown>>;

/** A schema that leaves the parameters to the handler (Standard Schema 1.0). */
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

/** A text among the parameters. Throws the protocol's error for malformed requests (-32602). */
export function stringParam(params: Params, name: string): string {
  const value = params[name];
  if (typeof value !== 'string') throw invalidParams(`${name} must be a text`);
  return value;
}

/** An object among the parameters. */
export function objectParam(params: Params, name: string): Params {
  const value = params[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidParams(`${name} must be an object`);
  return value as Params;
}

/** The error of a request that is not what its method takes, or that names what is not there. */
export const invalidParams = (message: string, code: ErrorCode = 'VALIDATION_ERROR'): ProtocolError =>
  new ProtocolError(INVALID_PARAMS, message, { code, retryable: false });

const MAX_SHOWN = 200;
const ORDINARY = /^[!#-~]*$/;

/**
 * A name or an address that a client gave, short enough for a sentence. Whatever does not look like one stands in quotation
 * marks that it cannot leave: clients copy addresses out of texts of other people.
 */
export function quoteForMessage(name: string): string {
  const text = name.slice(0, MAX_SHOWN);
  return ORDINARY.test(text) ? text : `"${text.replaceAll(/[^ !#-~]/g, '?')}"`;
}
