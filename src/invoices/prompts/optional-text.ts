import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';

/** An argument of a prompt that may be left out. Many clients send an empty text for a field that nobody filled in. */
export const LeftOutWhenBlank =
  (): PropertyDecorator =>
  (target, property): void => {
    IsOptional()(target, property);
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.trim() === '' ? undefined : value,
    )(target, property);
  };
