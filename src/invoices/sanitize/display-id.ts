import { sanitizeText } from './sanitize-text.js';

const ORDINARY = /^[\w.-]+$/;

/** An id in a sentence of ours: in quotation marks that it cannot leave, unless it looks like one. */
export const displayId = (id: string): string =>
  ORDINARY.test(id) ? id : `"${sanitizeText(id).replaceAll('"', "'")}"`;
