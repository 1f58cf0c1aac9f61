import type { AmountLimits } from './config.js';
import { parseList, rule } from './rules.js';

const LIMIT = /^(?:([A-Za-z]{3,5}):)?(\d{1,15}(?:\.\d{1,6})?)$/;
/** 32 random bytes in Base64 have 44 characters; a shorter secret could be guessed. */
const KEY = /^[\x21-\x7e]{32,512}$/;
const MAX_KEYS = 2;

/** Amounts with currency codes, separated by commas, at most one for each currency. */
export const IsAmountLimits = (): PropertyDecorator =>
  rule(
    'isAmountLimits',
    (value) => {
      const codes = parseList(value).map((entry) => LIMIT.exec(entry)?.[1]?.toUpperCase() ?? '');
      const isEach = parseList(value).every((entry) => LIMIT.test(entry));
      return codes.length > 0 && isEach && new Set(codes).size === codes.length;
    },
    'is not an amount for each currency. Use such as 1000, or EUR:1000,USD:1100,5000 with the last for the others',
  );

/** One secret, or during a rotation the new one followed by the old one. */
export const IsStateKeys = (): PropertyDecorator =>
  rule(
    'isStateKeys',
    (value) => {
      const keys = parseList(value);
      return keys.length > 0 && keys.length <= MAX_KEYS && keys.every((key) => KEY.test(key));
    },
    'is not one secret of at least 32 characters, or two separated by a comma. Use what openssl rand -base64 32 prints',
  );

/** Parses a value that `IsAmountLimits` accepts. */
export function parseAmountLimits(value: string): AmountLimits {
  const entries = parseList(value).map((entry): [string, string] => {
    const [, code = '', amount = ''] = LIMIT.exec(entry) ?? [];
    return [code.toUpperCase(), amount];
  });
  const { '': others, ...byCurrency } = Object.fromEntries(entries) as Record<string, string | undefined>;
  return { byCurrency: byCurrency as Record<string, string>, others };
}
