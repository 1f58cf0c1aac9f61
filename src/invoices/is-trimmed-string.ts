import { Transform } from 'class-transformer';
import { IsString } from 'class-validator';

/** Text in arguments, without blanks around it: copied references often carry some. */
export const IsTrimmedString =
  (): PropertyDecorator =>
  (target, property): void => {
    IsString()(target, property);
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))(target, property);
  };
