import { Transform } from 'class-transformer';
import { registerDecorator, type ValidationArguments } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** RFC 3339 section 5.6. The offset is required: a local time means a different instant on every machine. */
const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

const RULE = 'must be a date and time that exists, with its offset, such as 2026-01-31T10:00:00Z';

function isDateTime(text: unknown): text is string {
  const parts = typeof text === 'string' ? RFC_3339.exec(text) : null;
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  // `Date` turns 31 February into a day of March, so the parts are compared below.
  const date = new Date(Date.UTC(year, month - 1, day));
  // In UTC the last day of 9999 can fall into 10000, which an RFC 3339 timestamp cannot represent.
  const isRepresentable = year >= 1900 && new Date(text as string).getUTCFullYear() <= 9999;
  return isRepresentable && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const toUtc = (value: unknown): unknown =>
  isDateTime(value) ? new Date(value).toISOString().replace('.000Z', 'Z') : value;

/** A timestamp in arguments. It is converted to UTC with a `Z`, the form that the backend uses. */
export const IsDateTime =
  (description: string): PropertyDecorator =>
  (target, property) => {
    Transform(({ value }) => toUtc(typeof value === 'string' ? value.trim() : value))(target, property);
    JSONSchema({ type: 'string', format: 'date-time', description })(target, property as string);
    registerDecorator({
      name: 'isDateTime',
      target: target.constructor,
      propertyName: property as string,
      options: { message: RULE },
      validator: { validate: isDateTime },
    });
  };

/** A timestamp that must not be before another argument, or before now when that argument is absent. */
export const NotBefore =
  (other: string): PropertyDecorator =>
  (target, property) => {
    registerDecorator({
      name: 'notBefore',
      target: target.constructor,
      propertyName: property as string,
      options: { message: `must not be before ${other}, which is now when it is left out` },
      validator: {
        validate: (value: unknown, { object }: ValidationArguments) => {
          const start = (object as Record<string, unknown>)[other] ?? new Date().toISOString();
          // Invalid timestamps are left to `IsDateTime`.
          return !isDateTime(value) || !isDateTime(start) || Date.parse(value) >= Date.parse(start);
        },
      },
    });
  };
