import { sanitizeText } from '../sanitize/sanitize-text.js';

/** Characters of what can still be chosen from a list. */
const MAX_LENGTH = 200;

/** Whether a text is what it looks like, and short enough to be chosen from a list. */
export const isSuggestible = (text: string): boolean => sanitizeText(text, MAX_LENGTH) === text;
