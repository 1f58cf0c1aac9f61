import type { FieldError } from '../../mcp/index.js';
import { sanitizeText } from '../sanitize/sanitize-text.js';

/** Characters of a text before its cut is told. */
const MAX_TEXT = 270;
const MAX_FIELDS = 20;

/** What a FastAPI error body says: one sentence, or one fault for each field. */
export interface BackendDetail {
  readonly sentence?: string;
  readonly fields: readonly FieldError[];
}

/**
 * Reads the `detail` of a 4xx body (FastAPI, "Handling Errors"). The text is the backend's: it is made plain, it
 * cannot leave the quotation marks it is shown in, and nothing but `detail` is looked at.
 */
export function backendDetail(text: string): BackendDetail {
  const detail = parseDetail(text);
  if (typeof detail === 'string') return { sentence: sanitized(detail), fields: [] };
  if (!Array.isArray(detail)) return { fields: [] };
  return { fields: detail.slice(0, MAX_FIELDS).flatMap(fieldError) };
}

function parseDetail(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'detail' in body ? body.detail : undefined;
  } catch {
    // An error page of a proxy in between; the status says enough.
    return undefined;
  }
}

function fieldError(entry: unknown): FieldError[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const { loc, msg } = entry as { loc?: unknown; msg?: unknown };
  const path = Array.isArray(loc) ? loc.filter(isName).filter((part, index) => index > 0 || !PARTS.has(part)) : [];
  return [
    {
      field: sanitized(path.join('.')) || 'request',
      message: sanitized(typeof msg === 'string' ? msg : 'is not valid'),
    },
  ];
}

/** Parts of a request, which FastAPI names before the field. */
const PARTS = new Set<unknown>(['body', 'query', 'path']);

const isName = (part: unknown): boolean => typeof part === 'string' || typeof part === 'number';

/** Between quotation marks in our sentences, which no text may leave. */
const sanitized = (text: string): string => sanitizeText(text.trim(), MAX_TEXT).replaceAll('"', "'");
