/** Characters of one text at most; a Lightning invoice as a customer's wallet has some hundreds. */
const MAX_LENGTH = 2_000;

const ORDINARY = /^[\x20-\x7e]*$/;
const LINE_BREAKS = /[\t-\r\x85\u2028\u2029]+/g;
/** Halves of characters, which no encoding can carry. */
const BROKEN = /\p{Surrogate}/gu;
/**
 * What a person does not see and a model reads: controls, direction overrides, zero-width and tag characters, fillers
 * (Unicode's Default_Ignorable_Code_Point), annotations. The one that colours an emoji is spared behind one.
 */
const INVISIBLE =
  /(?<!\p{Extended_Pictographic})\uFE0F|(?!\uFE0F)[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/**
 * Text of the backend as data for a model: one line of visible characters, cut at a bound, and the cut is told. Names and
 * references are written by strangers, who may hide instructions in them.
 */
export function sanitizeText(text: string, maxLength = MAX_LENGTH): string {
  const visible = ORDINARY.test(text)
    ? text
    : text.replaceAll(LINE_BREAKS, ' ').replaceAll(INVISIBLE, '').replaceAll(BROKEN, '\uFFFD');
  return visible.length > maxLength ? cut(visible, maxLength) : visible;
}

function cut(text: string, length: number): string {
  // The cut may go through a character of two units.
  const kept = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}… (${text.length - kept.length} more characters)`;
}
