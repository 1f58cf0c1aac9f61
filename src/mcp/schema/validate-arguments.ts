import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { ToolError, type FieldError } from '../envelope/tool-error.js';
import { coercionFor, type Coerce } from './coerce.js';
import { compileRules } from './compiled-rules.js';
import { ExactNumber } from './exact-number.js';
import type { JsonSchema } from './json-schema.js';
import { isTooDeep } from './nesting.js';

/** Turns arguments into an instance of the input class. Throws a `VALIDATION_ERROR` that lists every invalid argument. */
export type ArgumentsValidator = (args: unknown) => object;

interface Property {
  readonly coerce: Coerce;
  readonly type: string | undefined;
  readonly required: boolean;
}

/** Limits the errors of unknown arguments, so that a response is not many times as long as its request. */
const MAX_ERRORS = 50;

/** Builds the validator of an input class. Everything about the class is looked up once, here. */
export function argumentsValidator(input: Type<object>, schema: JsonSchema): ArgumentsValidator {
  const properties = new Map<string, Property>();
  for (const [name, { type }] of Object.entries(schema.properties ?? {})) {
    properties.set(name, { type, coerce: coercionFor(input, name), required: !!schema.required?.includes(name) });
  }
  const passesRules = compileRules(input);
  return (args = {}) => {
    if (!isPlainObject(args)) throw invalid([{ field: 'arguments', message: 'must be an object' }]);
    const errors: FieldError[] = [];
    const instance = plainToInstance(input, accept(args, properties, errors));
    if (errors.length === 0 && passesRules?.(instance)) return instance;
    // Only class-validator can say in words what is wrong.
    const known = new Set(errors.map(({ field }) => field));
    for (const error of validateSync(instance, { forbidUnknownValues: false })) {
      if (!known.has(error.property)) errors.push(describe(error));
    }
    if (errors.length > 0) throw invalid(errors);
    return instance;
  };
}

/** Drops nulls of optional arguments, coerces the rest, and collects errors that the validators of the class do not find. */
function accept(
  args: Record<string, unknown>,
  properties: ReadonlyMap<string, Property>,
  errors: FieldError[],
): Record<string, unknown> {
  const accepted: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(args)) {
    const property = properties.get(name);
    const value = given instanceof ExactNumber ? numberFor(property, given) : given;
    if (!property) {
      if (errors.length < MAX_ERRORS)
        errors.push({ field: name.slice(0, 64), message: unknownArgument([...properties.keys()]) });
    } else if (value === null) {
      if (property.required) errors.push({ field: name, message: 'is required, null is not enough' });
    } else if (typeof value === 'object' && property.type !== 'object' && property.type !== 'array') {
      errors.push({ field: name, message: `must be ${withArticle(property.type)}, not an object or a list` });
    } else if (isTooDeep(value)) {
      errors.push({ field: name, message: 'is nested too deeply' });
    } else {
      accepted[name] = property.coerce(value);
    }
  }
  return accepted;
}

/** Only properties declared as numbers keep every digit. In any other property the number is invalid anyway. */
const numberFor = (property: Property | undefined, { literal }: ExactNumber): unknown =>
  property?.type === 'number' ? literal : Number(literal);

function describe({ property, value, constraints = {} }: ValidationError): FieldError {
  if (value === undefined) return { field: property, message: 'is required' };
  const subject = `${property} `;
  const messages = Object.values(constraints).map((message) =>
    message.startsWith(subject) ? message.slice(subject.length) : message,
  );
  return { field: property, message: messages.join('; ') };
}

const withArticle = (type = 'plain value'): string => `${type === 'integer' ? 'an' : 'a'} ${type}`;

const unknownArgument = (valid: readonly string[]): string =>
  valid.length > 0
    ? `unknown argument; the valid ones are ${valid.join(', ')}`
    : 'unknown argument; this tool takes none';

const invalid = (fields: readonly FieldError[]): ToolError =>
  new ToolError(
    'VALIDATION_ERROR',
    `Nothing was done, as ${fields.length === 1 ? 'an argument is' : `${fields.length} arguments are`} not valid: ` +
      `${fields.map(({ field, message }) => `${field} ${message}`).join('. ')}. Correct this and call again.`,
    { fields },
  );

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
