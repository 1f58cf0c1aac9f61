import { plainText } from '../backend/plain-text.js';

/** Characters of what can still be chosen from a list. */
const MAX_LENGTH = 200;

/** Whether a text is what it looks like, and short enough to be chosen from a list. */
export const isSuggestible = (text: string): boolean => plainText(text, MAX_LENGTH) === text;
