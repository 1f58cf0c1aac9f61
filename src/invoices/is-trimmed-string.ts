import { Transform } from 'class-transformer';
import { IsString } from 'class-validator';

/** A string in arguments, trimmed because copied references often have blanks around them. */
export const IsTrimmedString =
  (): PropertyDecorator =>
  (target, property): void => {
    IsString()(target, property);
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))(target, property);
  };
