import { sanitizeText } from '../sanitize/sanitize-text.js';

/** Longer texts are unreadable in a list of suggestions. */
const MAX_LENGTH = 200;

/** Whether a text is short enough to suggest and would not change when sanitized. */
export const isSuggestible = (text: string): boolean => sanitizeText(text, MAX_LENGTH) === text;
