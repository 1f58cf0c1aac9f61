import { Transform } from 'class-transformer';
import { registerDecorator, type ValidationOptions } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
const MAX_DIGITS = 15;
const MAX_DECIMALS = 6;

const RULE =
  `must be a number above 0, written without an exponent, of at most ${MAX_DIGITS} digits, ` +
  `${MAX_DECIMALS} of them after the point`;

/**
 * Converts an amount in arguments to decimal text. A JSON number keeps up to 15 digits; longer literals already arrive as
 * text (`mcp/protocol/json-rpc.ts`), and `isAmount` rejects them.
 */
const toDecimalText = (value: unknown): unknown => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : value;
};

function isAmount(value: unknown): boolean {
  const parts = typeof value === 'string' ? DECIMAL.exec(value) : null;
  if (!parts) return false;
  const [, whole = '', decimals = ''] = parts;
  return (
    decimals.length <= MAX_DECIMALS && whole.length + decimals.length <= MAX_DIGITS && /[1-9]/.test(whole + decimals)
  );
}

/** An amount of money in arguments: a number in the JSON schema, decimal text in the input class. */
export const IsAmount =
  (description: string): PropertyDecorator =>
  (target, property) => {
    const options: ValidationOptions = { message: RULE };
    Transform(({ value }) => toDecimalText(value))(target, property);
    JSONSchema({ type: 'number', exclusiveMinimum: 0, description })(target, property as string);
    registerDecorator({
      name: 'isAmount',
      target: target.constructor,
      propertyName: property as string,
      options,
      validator: { validate: isAmount },
    });
  };

/**
 * Converts an amount to the JSON number that the backend expects (API page "Create and send"). It is exact for every amount
 * that `IsAmount` accepts, because a double keeps 15 digits.
 */
export const amountNumber = (text: string): number => Number(text);

/** Whether two decimal texts are the same number, leading and trailing zeros aside. */
export const sameAmount = (a: string, b: string): boolean => significant(a) === significant(b);

const significant = (text: string): string => {
  const [whole = '', decimals = ''] = text.trim().split('.');
  return `${whole.replace(/^0+/, '')}.${decimals.replace(/0+$/, '')}`;
};

/** Whether an amount is greater than a limit. Text that is not decimal counts as greater, to be on the safe side. */
export function isAbove(amount: string, limit: string): boolean {
  const [a, b] = [DECIMAL.exec(amount.trim()), DECIMAL.exec(limit.trim())];
  if (!a || !b) return true;
  const decimals = Math.max(a[2]?.length ?? 0, b[2]?.length ?? 0);
  return scaled(a, decimals) > scaled(b, decimals);
}

const scaled = ([, whole = '', fraction = '']: RegExpExecArray, decimals: number): bigint =>
  BigInt(whole + fraction.padEnd(decimals, '0'));

/** Whether an amount keeps all its digits as a JSON number. */
export const isSendable = (text: string): boolean => isAmount(text);

/**
 * Trims a currency code, which the backend may pad, and converts it to upper case. Only a to z are converted: the capitals
 * of some other letters are A to Z, which would make a valid code of an invalid one.
 */
export const currencyCode = (text: string): string =>
  text.trim().replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
