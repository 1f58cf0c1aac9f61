/**
 * What nobody sees, or what moves other text about: control and format characters, bidirectional overrides, zero-width and
 * tag characters, fillers, line breaks, halves of characters (Unicode Standard Annex 44, General_Category and
 * Default_Ignorable_Code_Point). The blank pattern of Braille looks like a space and is none.
 */
const UNSEEN = /[\p{C}\p{Z}\p{DI}\s\u2800]+/gu;

/** What a client that shows Markdown or HTML would take for more than text, and what it becomes instead. */
const LOOK: Readonly<Record<string, string>> = {
  '"': '\u2019',
  '`': '\u2019',
  '<': '\u2039',
  '>': '\u203A',
  '[': '(',
  ']': ')',
  '*': '\u00B7',
  '\\': '/',
};

/** One word of letters, digits and what joins them, as identifiers, numbers and statuses are. */
const WORD = /^[A-Za-z0-9][\w./:-]{0,39}$/;

/**
 * Text of other people within a question to a person: on one line, of bounded length, in quotes that it cannot close, and
 * nothing but what it looks like.
 */
export function quoteUntrusted(text: string, maxLength = 80): string {
  const plain = text
    .replaceAll(UNSEEN, ' ')
    .trim()
    .replaceAll(/["`<>[\]*\\]/g, (mark) => LOOK[mark] ?? '');
  const characters = Array.from(plain);
  return `"${characters.length > maxLength ? `${characters.slice(0, maxLength).join('')}\u2026` : plain}"`;
}

/** The same without quotes for what is a single word, as most identifiers are. */
export const quoteUnlessIdentifier = (text: string): string => (WORD.test(text) ? text : quoteUntrusted(text, 40));
