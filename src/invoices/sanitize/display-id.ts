import { sanitizeText } from './sanitize-text.js';

const ORDINARY = /^[\w.-]+$/;

/** Writes an id into a message: unchanged if it is an ordinary one, else sanitized and in quotation marks. */
export const displayId = (id: string): string =>
  ORDINARY.test(id) ? id : `"${sanitizeText(id).replaceAll('"', "'")}"`;
