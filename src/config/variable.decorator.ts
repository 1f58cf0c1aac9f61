import 'reflect-metadata';

/** What the documentation says of a variable. */
export interface VariableDoc {
  readonly description: string;
  /** Shown as the default; absent for a variable without one. */
  readonly default?: string;
  /** Shown in `.env.example`. */
  readonly example?: string;
  /** Must be set unless the sandbox is the backend. */
  readonly required?: boolean;
}

const DOCS = Symbol('config:variables');

/** Documents a property of the environment class; tables and `.env.example` are generated from it. */
export const Variable =
  (doc: VariableDoc): PropertyDecorator =>
  (target, property) => {
    const docs = variablesOf(target.constructor);
    Reflect.defineMetadata(DOCS, new Map([...docs, [String(property), doc]]), target.constructor);
  };

/** The documented variables of a class, in order of declaration. */
export const variablesOf = (target: object): ReadonlyMap<string, VariableDoc> =>
  (Reflect.getMetadata(DOCS, target) as ReadonlyMap<string, VariableDoc> | undefined) ?? new Map<string, VariableDoc>();
