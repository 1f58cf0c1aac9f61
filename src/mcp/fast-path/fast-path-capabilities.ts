/** Whether a value has a shape that the SDK accepts in every revision. */
type Shape = (value: unknown) => boolean;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object that has only these members, each with its shape. */
const only =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    isObject(value) &&
    Object.entries(value).every(([name, member]) => Object.hasOwn(shapes, name) && shapes[name]!(member));

const isBoolean: Shape = (value) => typeof value === 'boolean';
/** Objects by name, whose members are not checked: they belong to the extension of that name. */
const areObjects: Shape = (value) =>
  isObject(value) && !Object.hasOwn(value, '__proto__') && Object.values(value).every(isObject);

const form = only({ applyDefaults: isBoolean });

/**
 * Client capabilities (specification, "Client Capabilities") in the shapes that clients send. The tasks of 2025-11-25 are
 * left out, because 2026-07-28 does not have them.
 */
const SHAPES: Readonly<Record<string, Shape>> = {
  elicitation: only({ form, url: isObject }),
  sampling: only({ context: isObject, tools: isObject }),
  roots: only({ listChanged: isBoolean }),
  extensions: areObjects,
  experimental: areObjects,
};

/** Whether the SDK would certainly accept these capabilities. Messages with any others go to the SDK. */
export const areFastPathCapabilities = only(SHAPES);
