import { Transform } from 'class-transformer';
import { IsIn, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ALL_FIELDS, ROW_FIELDS } from './list-row.js';

/** The id is in every row, whether it is named or not. */
const NAMES: string[] = ['id', ...ROW_FIELDS, ALL_FIELDS];

/** Models write a list of names in several ways. */
function toNames(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.split(/[\s,"'[\]]+/).filter(Boolean);
}

/** Names of the fields that rows are to have, in arguments. */
export const IsRowFields =
  (): PropertyDecorator =>
  (target, property): void => {
    Transform(({ value }: { value: unknown }) => toNames(value))(target, property);
    IsString({ each: true })(target, property);
    IsIn(NAMES, { each: true, message: `must be names out of ${NAMES.join(', ')}` })(target, property);
    JSONSchema({
      type: 'array',
      items: { type: 'string', enum: [...ROW_FIELDS, ALL_FIELDS] },
      description: `Fields of each row. Default: the few that most questions need. ${ALL_FIELDS}: everything`,
    })(target, property as string);
  };

/** A row in the schema of the answer. */
export class ListRowShape {
  @IsString()
  id: string;
}
