import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';

/** An optional argument of a prompt. Blank text counts as absent, because many clients send it for empty fields. */
export const IsOptionalText =
  (): PropertyDecorator =>
  (target, property): void => {
    IsOptional()(target, property);
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.trim() === '' ? undefined : value,
    )(target, property);
  };
