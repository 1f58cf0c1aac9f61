import { Transform } from 'class-transformer';
import { registerDecorator } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** A day of the calendar in UTC, as `YYYY-MM-DD`: the form of the backend's reports. Text order is time order. */
export type Day = string;

const DAY_MS = 86_400_000;
const ISO_DAY = /^(?:19|[2-9]\d)\d{2}-\d{2}-\d{2}$/;

const isDay = (value: unknown): boolean =>
  // Date takes the 30th of February for the 2nd of March; writing it out again tells.
  typeof value === 'string' && ISO_DAY.test(value) && dayOf(`${value}T00:00Z`) === value;

/** A day in arguments. */
export const IsDay =
  (description: string): PropertyDecorator =>
  (target, property) => {
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))(target, property);
    JSONSchema({ type: 'string', format: 'date', description })(target, property as string);
    registerDecorator({
      name: 'isDay',
      target: target.constructor,
      propertyName: property as string,
      options: { message: 'must be a day that exists, in UTC, such as 2026-01-31' },
      validator: { validate: isDay },
    });
  };

/** The day on which a timestamp of the backend lies; undefined for what is none. */
export function dayOf(timestamp: string | null | undefined): Day | undefined {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}

/** The day so many days after another. */
export const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The present day. */
export const today = (): Day => new Date().toISOString().slice(0, 10);
