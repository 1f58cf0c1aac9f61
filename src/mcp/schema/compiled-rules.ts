import type { Type } from '@nestjs/common';
import { getMetadataStorage, ValidationTypes, type ValidationArguments } from 'class-validator';

/** Whether an instance keeps every rule of its class. */
export type Rules = (instance: object) => boolean;

interface Rule {
  readonly property: string;
  /** Conditions of `IsOptional` and its like: where one says no, no other rule of the property counts. */
  readonly conditions: readonly ((instance: object, value: unknown) => boolean)[];
  readonly holds: readonly ((args: ValidationArguments) => boolean)[];
  readonly constraints: readonly (readonly unknown[])[];
}

/** What class-validator keeps of a decorator, as far as it is looked at here. */
type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/**
 * The rules of a class, looked up once: class-validator gathers, groups and sorts them anew for every object, which takes
 * longer than the rules themselves. They are the very functions of its decorators. Undefined for a class with decorators
 * that ask for more than a yes or no of one value (nested objects, lists of values, groups).
 */
export function compileRules(input: Type<object>): Rules | undefined {
  const metadatas = getMetadataStorage().getTargetValidationMetadatas(input, '', false, false);
  const properties = [...new Set(metadatas.map(({ propertyName }) => propertyName))];
  const rules = properties.map((property) =>
    compile(metadatas.filter(({ propertyName }) => propertyName === property)),
  );
  if (!rules.every((rule) => rule !== undefined)) return undefined;
  return (instance) => rules.every((rule) => keeps(instance, rule));
}

function keeps(instance: object, { property, conditions, holds, constraints }: Rule): boolean {
  const value = (instance as Record<string, unknown>)[property];
  for (const condition of conditions) if (!condition(instance, value)) return true;
  const targetName = instance.constructor.name;
  for (const [at, hold] of holds.entries()) {
    if (!hold({ value, property, object: instance, targetName, constraints: constraints[at] as unknown[] }))
      return false;
  }
  return true;
}

function compile(metadatas: readonly Metadata[]): Rule | undefined {
  const isConditional = ({ type }: Metadata): boolean => type === ValidationTypes.CONDITIONAL_VALIDATION;
  const own = metadatas.filter((metadata) => !isConditional(metadata));
  if (!own.every(isSimple)) return undefined;
  const [{ propertyName: property } = { propertyName: '' }] = metadatas;
  const conditions = metadatas
    .filter(isConditional)
    .map(({ constraints }) => constraints[0] as Rule['conditions'][number]);
  const validators = own.map(({ constraintCls, constraints }) => ({ ...validatorOf(constraintCls), constraints }));
  if (validators.some(({ async }) => async)) return undefined;
  return {
    property,
    conditions,
    holds: validators.map(({ holds }) => holds),
    constraints: validators.map(({ constraints }) => constraints as unknown[]),
  };
}

const isSimple = ({ type, each, validateIf, groups }: Metadata): boolean =>
  type === ValidationTypes.CUSTOM_VALIDATION && !each && !validateIf && !(groups as unknown[] | undefined)?.length;

// Its own type of a constraint class, which it does not export.
function validatorOf(constraint: Metadata['constraintCls']): { holds: Rule['holds'][number]; async: boolean } {
  const [found] = getMetadataStorage().getTargetValidatorConstraints(constraint);
  if (!found) throw new Error('A decorator of class-validator has no rule');
  return { holds: (args) => !!found.instance.validate(args.value, args), async: found.async };
}
