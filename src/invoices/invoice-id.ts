import { Length } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsTrimmedString } from './is-trimmed-string.js';

/** The identifier of an invoice in arguments. Its form is the backend's business; only its length is bounded. */
export const IsInvoiceId =
  (): PropertyDecorator =>
  (target, property): void => {
    IsTrimmedString()(target, property);
    Length(1, 128)(target, property);
    JSONSchema({ description: 'Such as inv_01HXYZ789DEF; not its number' })(target, property as string);
  };
