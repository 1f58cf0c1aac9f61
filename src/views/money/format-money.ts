import { isDecimal, placesOf } from './decimal.js';

/** A piece of a written amount: the mark of the currency, or the number. */
export interface MoneyPart {
  readonly isMark: boolean;
  readonly text: string;
}

/** Units of money that are no currencies of ISO 4217, with the digits after the point that they are written with. */
const OTHER_PLACES: Readonly<Record<string, number>> = { SAT: 0, BTC: 8, ETH: 6, USDC: 2, USDT: 2 };
const OTHERWISE = 2;
/** More digits after the point than any browser writes out. */
const MAX_PLACES = 20;

const ISO_CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/**
 * An amount as the currency and the language write it, digit for digit: `Intl` is given the decimal text itself, never a number
 * made of it, and no digit that says something is left out.
 */
export function formatMoney(amount: string, currency: string, locale?: string): readonly MoneyPart[] {
  const places = placesOf(amount);
  if (!isDecimal(amount) || places > MAX_PLACES) return [number(amount), mark(` ${currency}`)];
  const text = amount as Intl.StringNumericLiteral;
  if (ISO_CURRENCIES.has(currency)) {
    const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
    const usual = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? OTHERWISE;
    const digits = { minimumFractionDigits: usual, maximumFractionDigits: Math.max(usual, places) };
    const parts = new Intl.NumberFormat(locale, { ...style, ...digits }).formatToParts(text);
    return parts.map(({ type, value }) => (type === 'currency' ? mark(value) : number(value)));
  }
  const usual = OTHER_PLACES[currency] ?? OTHERWISE;
  const digits = { minimumFractionDigits: Math.min(usual, OTHERWISE), maximumFractionDigits: Math.max(usual, places) };
  return [number(new Intl.NumberFormat(locale, digits).format(text)), mark(`\u00A0${currency}`)];
}

const mark = (text: string): MoneyPart => ({ isMark: true, text });
const number = (text: string): MoneyPart => ({ isMark: false, text });

/** The same in few characters, for the mark of an axis: rounded, as the digits say. */
export function formatRoughly(amount: string, currency: string, locale?: string): string {
  const short = { notation: 'compact', maximumSignificantDigits: 3 } as const;
  const style = ISO_CURRENCIES.has(currency)
    ? ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const)
    : {};
  const text = new Intl.NumberFormat(locale, { ...style, ...short }).format(amount as Intl.StringNumericLiteral);
  return 'style' in style ? text : `${text} ${currency}`;
}
