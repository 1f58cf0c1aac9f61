/**
 * Characters that are invisible or move other text: control and format characters, bidirectional overrides, zero-width and
 * tag characters, fillers, line breaks, lone surrogates (Unicode Standard Annex 44, General_Category and
 * Default_Ignorable_Code_Point), and the blank Braille pattern, which only looks like a space.
 */
const INVISIBLE = /[\p{C}\p{Z}\p{DI}\s\u2800]+/gu;

/** Replacements for characters that a client could render as Markdown or HTML. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '"': '\u2019',
  '`': '\u2019',
  '<': '\u2039',
  '>': '\u203A',
  '[': '(',
  ']': ')',
  '*': '\u00B7',
  '\\': '/',
};

/** One word of letters, digits and joining characters, as ids, invoice numbers and statuses are. */
const IDENTIFIER = /^[A-Za-z0-9][\w./:-]{0,39}$/;

/**
 * Quotes untrusted text for a confirmation prompt: one line of visible characters, of bounded length, in quotation marks
 * that it cannot close.
 */
export function quoteUntrusted(text: string, maxLength = 80): string {
  const visible = text
    .replaceAll(INVISIBLE, ' ')
    .trim()
    .replaceAll(/["`<>[\]*\\]/g, (mark) => REPLACEMENTS[mark] ?? '');
  const characters = Array.from(visible);
  return `"${characters.length > maxLength ? `${characters.slice(0, maxLength).join('')}\u2026` : visible}"`;
}

/** Quotes untrusted text unless it is a single word, as most ids, numbers and statuses are. */
export const quoteUnlessIdentifier = (text: string): string =>
  IDENTIFIER.test(text) ? text : quoteUntrusted(text, 40);
