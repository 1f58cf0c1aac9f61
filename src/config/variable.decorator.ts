import 'reflect-metadata';

/** Documentation of a variable. */
export interface VariableDoc {
  readonly description: string;
  /** The default value, as it would be written. */
  readonly default?: string;
  /** The default in words, as Markdown, where it depends on how or where the program runs. */
  readonly defaultText?: string;
  /** Shown in `.env.example`. */
  readonly example?: string;
  /** Whether it must be set unless the sandbox is the backend. */
  readonly required?: boolean;
}

const DOCS = Symbol('config:variables');

/** Documents a property of the environment class. The settings table and `.env.example` are generated from it. */
export const Variable =
  (doc: VariableDoc): PropertyDecorator =>
  (target, property) => {
    const docs = variablesOf(target.constructor);
    Reflect.defineMetadata(DOCS, new Map([...docs, [String(property), doc]]), target.constructor);
  };

/** Returns the documented variables of a class, in order of declaration. */
export const variablesOf = (target: object): ReadonlyMap<string, VariableDoc> =>
  (Reflect.getMetadata(DOCS, target) as ReadonlyMap<string, VariableDoc> | undefined) ?? new Map<string, VariableDoc>();
