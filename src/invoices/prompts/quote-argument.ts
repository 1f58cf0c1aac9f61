import { sanitizeText } from '../sanitize/sanitize-text.js';

/**
 * A text from outside as a JSON string, for a sentence of ours: it cannot end the quotation, its line breaks are written out,
 * and what a reader would not see is left out.
 */
export const quoteArgument = (text: string): string => sanitizeText(JSON.stringify(text), Infinity);
