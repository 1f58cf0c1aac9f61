import { Length } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsTrimmedString } from './is-trimmed-string.js';

/** An invoice id in arguments. The backend defines its format; only its length is checked here. */
export const IsInvoiceId =
  (): PropertyDecorator =>
  (target, property): void => {
    IsTrimmedString()(target, property);
    Length(1, 128)(target, property);
    JSONSchema({ description: 'Such as inv_01HXYZ789DEF; not its number' })(target, property as string);
  };
