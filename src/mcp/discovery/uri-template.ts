import { unsupportedTemplate } from '../mcp.messages.js';
import { StartError } from '../start-error.js';

/** Values of a template's variables by name, decoded. */
export type UriVariables = Readonly<Record<string, string>>;

/** A template prepared for matching. */
export interface UriTemplate {
  readonly variables: readonly string[];
  /** The variables of an address, or undefined when it is not one of the template's. */
  readonly match: (uri: string) => UriVariables | undefined;
}

const EXPRESSION = /\{([a-z_]+)\}/;
/** One segment, not empty, of what `{variable}` expands to (RFC 6570 section 3.2.2). */
const VALUE = '([^/?#]+)';

/** Prepares a template of RFC 6570 level 1. Throws for one of a higher level, which can match in more ways than one. */
export function uriTemplate(template: string): UriTemplate {
  // Literals stand at the even places, names at the odd ones.
  const parts = template.split(EXPRESSION);
  if (parts.some((part) => /[{}]/.test(part))) throw new StartError(unsupportedTemplate(template));
  const variables = parts.filter((_part, index) => index % 2 === 1);
  const pattern = new RegExp(`^${parts.map((part, index) => (index % 2 === 1 ? VALUE : literal(part))).join('')}$`);
  return {
    variables,
    match: (uri) => {
      const [, ...values] = pattern.exec(uri) ?? [];
      if (values.length === 0) return undefined;
      try {
        return Object.fromEntries(variables.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]));
      } catch {
        // Not the encoding of any text, so no client can have made it out of one.
        return undefined;
      }
    },
  };
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
