import { sanitizeText } from '../sanitize/sanitize-text.js';

/**
 * Quotes an argument as a JSON string for the text of a prompt: it cannot close its quotation marks, line breaks are escaped
 * and invisible characters removed.
 */
export const quoteArgument = (text: string): string => sanitizeText(JSON.stringify(text), Infinity);
