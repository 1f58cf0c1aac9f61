/**
 * A text from outside as a JSON string, for a sentence of ours: it cannot end the quotation, and what a reader would not
 * see is left out.
 */
export const quoted = (text: string): string => JSON.stringify(text.replaceAll(/\p{Cf}/gu, ''));
