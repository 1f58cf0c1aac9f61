/** Characters of one text; a Lightning invoice in `customer_wallet` has some hundreds. */
const MAX_LENGTH = 2_000;

const ORDINARY = /^[\x20-\x7e]*$/;
const LINE_BREAKS = /[\t-\r\x85\u2028\u2029]+/g;
/** Lone surrogates, which UTF-8 cannot encode. */
const LONE_SURROGATES = /\p{Surrogate}/gu;
/**
 * Characters that a model reads but a person does not see: controls, direction overrides, zero-width and tag characters,
 * fillers (Unicode's Default_Ignorable_Code_Point) and annotations. Variation selector 16 is kept after an emoji.
 */
const INVISIBLE =
  /(?<!\p{Extended_Pictographic})\uFE0F|(?!\uFE0F)[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/**
 * Sanitizes backend text as data for a model: one line of visible characters, cut at `maxLength` with a note. Strangers
 * write names and references, and may hide instructions in them.
 */
export function sanitizeText(text: string, maxLength = MAX_LENGTH): string {
  const visible = ORDINARY.test(text)
    ? text
    : text.replaceAll(LINE_BREAKS, ' ').replaceAll(INVISIBLE, '').replaceAll(LONE_SURROGATES, '\uFFFD');
  return visible.length > maxLength ? cut(visible, maxLength) : visible;
}

function cut(text: string, length: number): string {
  // The cut may split a surrogate pair.
  const kept = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}… (${text.length - kept.length} more characters)`;
}
