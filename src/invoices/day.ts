import { Transform } from 'class-transformer';
import { registerDecorator } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** A calendar day in UTC as `YYYY-MM-DD`, the form that the backend's reports use. Days compare as text. */
export type Day = string;

const DAY_MS = 86_400_000;
const ISO_DAY = /^(?:19|[2-9]\d)\d{2}-\d{2}-\d{2}$/;

const isDay = (value: unknown): boolean =>
  // `Date` turns 30 February into 2 March, so the day is formatted again and compared.
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

/** The UTC day of a backend timestamp; undefined when it is absent or invalid. */
export function dayOf(timestamp: string | null | undefined): Day | undefined {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}

/** Adds days to a day. */
export const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The current day in UTC. */
export const today = (): Day => new Date().toISOString().slice(0, 10);
