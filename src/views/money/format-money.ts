import { isDecimal, placesOf } from './decimal.js';

/** A part of a formatted amount: the currency symbol, or the number. */
export interface MoneyPart {
  readonly isSymbol: boolean;
  readonly text: string;
}

/** Decimal places of currencies that are not in ISO 4217. */
const OTHER_PLACES: Readonly<Record<string, number>> = { SAT: 0, BTC: 8, ETH: 6, USDC: 2, USDT: 2 };
const DEFAULT_PLACES = 2;
/** The most decimal places that every browser can format. */
const MAX_PLACES = 20;

const ISO_CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/**
 * Formats an amount for currency and language without losing a digit: `Intl` gets the decimal text, never a binary number,
 * and all significant decimal places are kept.
 */
export function formatMoney(amount: string, currency: string, locale?: string): readonly MoneyPart[] {
  const places = placesOf(amount);
  if (!isDecimal(amount) || places > MAX_PLACES) return [number(amount), symbol(` ${currency}`)];
  const text = amount as Intl.StringNumericLiteral;
  if (ISO_CURRENCIES.has(currency)) {
    const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
    const usual = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? DEFAULT_PLACES;
    const digits = { minimumFractionDigits: usual, maximumFractionDigits: Math.max(usual, places) };
    const parts = new Intl.NumberFormat(locale, { ...style, ...digits }).formatToParts(text);
    return parts.map(({ type, value }) => (type === 'currency' ? symbol(value) : number(value)));
  }
  const usual = OTHER_PLACES[currency] ?? DEFAULT_PLACES;
  const digits = {
    minimumFractionDigits: Math.min(usual, DEFAULT_PLACES),
    maximumFractionDigits: Math.max(usual, places),
  };
  return [number(new Intl.NumberFormat(locale, digits).format(text)), symbol(`\u00A0${currency}`)];
}

const symbol = (text: string): MoneyPart => ({ isSymbol: true, text });
const number = (text: string): MoneyPart => ({ isSymbol: false, text });

/** Formats a rounded amount in few characters, for the label of an axis. */
export function formatRoughly(amount: string, currency: string, locale?: string): string {
  const short = { notation: 'compact', maximumSignificantDigits: 3 } as const;
  const style = ISO_CURRENCIES.has(currency)
    ? ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const)
    : {};
  const text = new Intl.NumberFormat(locale, { ...style, ...short }).format(amount as Intl.StringNumericLiteral);
  return 'style' in style ? text : `${text} ${currency}`;
}
