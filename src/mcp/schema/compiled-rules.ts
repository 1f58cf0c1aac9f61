import type { Type } from '@nestjs/common';
import { getMetadataStorage, ValidationTypes, type ValidationArguments } from 'class-validator';

/** Whether an instance passes every validator of its class. */
export type CompiledRules = (instance: object) => boolean;

interface Rule {
  readonly property: string;
  /** Conditions of `IsOptional` and `ValidateIf`: when one is false, the property is not validated. */
  readonly conditions: readonly ((instance: object, value: unknown) => boolean)[];
  readonly validators: readonly ((args: ValidationArguments) => boolean)[];
  readonly constraints: readonly (readonly unknown[])[];
}

/** What class-validator stores of a decorator. */
type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/**
 * Looks up the validators of a class once. class-validator collects, groups and sorts them again for every object, which
 * takes longer than running them. Undefined for a class with decorators for more than one value (nested objects, lists,
 * groups), which class-validator has to run.
 */
export function compileRules(input: Type<object>): CompiledRules | undefined {
  const metadatas = getMetadataStorage().getTargetValidationMetadatas(input, '', false, false);
  const properties = [...new Set(metadatas.map(({ propertyName }) => propertyName))];
  const rules = properties.map((property) =>
    compile(metadatas.filter(({ propertyName }) => propertyName === property)),
  );
  if (!rules.every((rule) => rule !== undefined)) return undefined;
  return (instance) => rules.every((rule) => passes(instance, rule));
}

function passes(instance: object, { property, conditions, validators, constraints }: Rule): boolean {
  const value = (instance as Record<string, unknown>)[property];
  for (const condition of conditions) if (!condition(instance, value)) return true;
  const targetName = instance.constructor.name;
  for (const [index, validate] of validators.entries()) {
    if (!validate({ value, property, object: instance, targetName, constraints: constraints[index] as unknown[] }))
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
    validators: validators.map(({ validate }) => validate),
    constraints: validators.map(({ constraints }) => constraints as unknown[]),
  };
}

const isSimple = ({ type, each, validateIf, groups }: Metadata): boolean =>
  type === ValidationTypes.CUSTOM_VALIDATION && !each && !validateIf && !(groups as unknown[] | undefined)?.length;

function validatorOf(constraint: Metadata['constraintCls']): { validate: Rule['validators'][number]; async: boolean } {
  const [found] = getMetadataStorage().getTargetValidatorConstraints(constraint);
  if (!found) throw new Error('A decorator of class-validator has no rule');
  return { validate: (args) => !!found.instance.validate(args.value, args), async: found.async };
}
