import type { ApiResponse } from './invoices-client.js';

/** One entry of the list that a 422 carries. */
interface FieldError {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

const WORDS = /\w{2}/;

/** Status of an error in FastAPI's form: `detail`, alone, is a sentence. Throws when it is not in that form. */
export function sentenceStatus({ status, headers, text, body }: ApiResponse): number {
  const { detail, ...others } = (body ?? {}) as Record<string, unknown>;
  const isJson = headers.get('content-type')?.startsWith('application/json');
  if (isJson && typeof detail === 'string' && WORDS.test(detail) && Object.keys(others).length === 0) return status;
  throw new Error(`${status} is no error with a sentence: ${text}`);
}

/** Places and types that a 422 names, in FastAPI's form: `detail` lists them all. Throws when it is not in that form. */
export function errorTypes({ status, text, body }: ApiResponse): Record<string, string> {
  const { detail } = (body ?? {}) as { detail?: FieldError[] };
  if (status === 422 && Array.isArray(detail) && detail.every(isFieldError)) {
    return Object.fromEntries(detail.map(({ loc, type }) => [loc.join('.'), type]));
  }
  throw new Error(`${status} is no list of faults: ${text}`);
}

/** The places alone, in order of their names. */
export const errorPlaces = (response: ApiResponse): string[] => Object.keys(errorTypes(response)).toSorted();

const isFieldError = ({ loc, msg, type }: FieldError): boolean =>
  Array.isArray(loc) && loc.length > 0 && WORDS.test(msg) && /^[a-z_]+$/.test(type);
