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
 * Decimal text of an amount as it arrives in arguments. Up to 15 digits survive the binary number that JSON parsing
 * makes of them; a longer literal arrives as text already (`mcp/protocol/json-rpc.ts`) and is refused by the rule below.
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

/** An amount of money in arguments: a JSON number for the client, decimal text in our code. */
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
 * The JSON number the backend's create and mark-paid bodies want (API page "Create and send"). Exact for every text that
 * `IsAmount` lets through: 15 digits fit a double and are written back unchanged.
 */
export const amountNumber = (text: string): number => Number(text);

/** Whether two decimal texts are the same number, however many zeros they end with. */
export const sameAmount = (a: string, b: string): boolean => significant(a) === significant(b);

const significant = (text: string): string => {
  const [whole = '', decimals = ''] = text.trim().split('.');
  return `${whole.replace(/^0+/, '')}.${decimals.replace(/0+$/, '')}`;
};

/** Whether a decimal text is a greater number than another one. What is no plain decimal text counts as greater. */
export function isAbove(amount: string, limit: string): boolean {
  const [a, b] = [DECIMAL.exec(amount.trim()), DECIMAL.exec(limit.trim())];
  if (!a || !b) return true;
  const decimals = Math.max(a[2]?.length ?? 0, b[2]?.length ?? 0);
  return scaled(a, decimals) > scaled(b, decimals);
}

const scaled = ([, whole = '', fraction = '']: RegExpExecArray, decimals: number): bigint =>
  BigInt(whole + fraction.padEnd(decimals, '0'));

/** Whether the backend can be sent an amount as a JSON number without a digit being lost. */
export const isSendable = (text: string): boolean => isAmount(text);

/**
 * Upper-cased code without the blanks that fixed-width columns of the backend add. Only a to z are raised: capitals of
 * other letters can turn into these and make a code of what is none.
 */
export const currencyCode = (text: string): string =>
  text.trim().replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
