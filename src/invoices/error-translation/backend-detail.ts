import type { FieldError } from '../../mcp/index.js';
import { sanitizeText } from '../sanitize/sanitize-text.js';

/** Characters of one text. */
const MAX_TEXT = 270;
const MAX_FIELDS = 20;

/** Content of a FastAPI error body: one sentence, or one error per field. */
export interface BackendDetail {
  readonly sentence?: string;
  readonly fields: readonly FieldError[];
}

/**
 * Reads the `detail` of a 4xx body (FastAPI, "Handling Errors"), and nothing else of it. Its text is untrusted: it is
 * sanitized, and it cannot close the quotation marks that error messages put around it.
 */
export function backendDetail(text: string): BackendDetail {
  const detail = parseDetail(text);
  if (typeof detail === 'string') return { sentence: sanitizeQuoted(detail), fields: [] };
  if (!Array.isArray(detail)) return { fields: [] };
  return { fields: detail.slice(0, MAX_FIELDS).flatMap(fieldError) };
}

function parseDetail(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'detail' in body ? body.detail : undefined;
  } catch {
    // Probably the error page of a proxy; the status is enough.
    return undefined;
  }
}

function fieldError(entry: unknown): FieldError[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const { loc, msg } = entry as { loc?: unknown; msg?: unknown };
  const path = Array.isArray(loc)
    ? loc.filter(isName).filter((part, index) => index > 0 || !REQUEST_PARTS.has(part))
    : [];
  return [
    {
      field: sanitizeQuoted(path.join('.')) || 'request',
      message: sanitizeQuoted(typeof msg === 'string' ? msg : 'is not valid'),
    },
  ];
}

/** Parts of a request; FastAPI puts one of them in front of the field's path. */
const REQUEST_PARTS = new Set<unknown>(['body', 'query', 'path']);

const isName = (part: unknown): boolean => typeof part === 'string' || typeof part === 'number';

/** Sanitizes text that error messages put between quotation marks, which it must not close. */
const sanitizeQuoted = (text: string): string => sanitizeText(text.trim(), MAX_TEXT).replaceAll('"', "'");
