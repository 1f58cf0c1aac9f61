import { Transform } from 'class-transformer';
import { IsIn, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ALL_FIELDS, ROW_FIELDS } from './list-row.js';

/** Field names that a caller may send. `id` is among them because models send it, although every row has it. */
const NAMES: string[] = ['id', ...ROW_FIELDS, ALL_FIELDS];

/** Splits lists of names that models write as one string, in several formats. */
function toNames(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.split(/[\s,"'[\]]+/).filter(Boolean);
}

/** Names of row fields in arguments. */
export const IsRowFields =
  (): PropertyDecorator =>
  (target, property): void => {
    Transform(({ value }: { value: unknown }) => toNames(value))(target, property);
    IsString({ each: true })(target, property);
    IsIn(NAMES, { each: true, message: `must be names out of ${NAMES.join(', ')}` })(target, property);
    JSONSchema({
      type: 'array',
      // The same array as in the rule: the schema converter merges two different ones and lists items twice.
      items: { type: 'string', enum: NAMES },
      description: `Fields of each row. Default: the few that most questions need. ${ALL_FIELDS}: everything`,
    })(target, property as string);
  };

/** Schema of a row in the result. */
export class ListRowShape {
  @IsString()
  id: string;
}
