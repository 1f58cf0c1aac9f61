/** Whether a value of a capability is of a form that every revision lets pass. */
type Form = (value: unknown) => boolean;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with no members but these, each of its form. */
const only =
  (forms: Readonly<Record<string, Form>>): Form =>
  (value) =>
    isObject(value) &&
    Object.entries(value).every(([name, member]) => Object.hasOwn(forms, name) && forms[name]!(member));

const isBoolean: Form = (value) => typeof value === 'boolean';
/** What stands in it is nobody's business but that of those who named it. */
const areObjects: Form = (value) =>
  isObject(value) && !Object.hasOwn(value, '__proto__') && Object.values(value).every(isObject);

const form = only({ applyDefaults: isBoolean });

/**
 * What a client can say that it can do (specification, "Client Capabilities"), in the forms that clients send. The tasks
 * of 2025-11-25 are left out, as they are no part of the later revision.
 */
const FORMS: Readonly<Record<string, Form>> = {
  elicitation: only({ form, url: isObject }),
  sampling: only({ context: isObject, tools: isObject }),
  roots: only({ listChanged: isBoolean }),
  extensions: areObjects,
  experimental: areObjects,
};

/** Whether capabilities are such that the SDK would let them pass as well; it is asked about all others. */
export const areFastPathCapabilities = only(FORMS);
