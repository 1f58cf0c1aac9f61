import { unsupportedTemplate } from '../mcp.messages.js';

/** Decoded values of the variables of a template, by name. */
export type UriVariables = Readonly<Record<string, string>>;

/** A template prepared for matching. */
export interface UriTemplate {
  readonly variables: readonly string[];
  /** The values of the variables in a URI; undefined when the URI does not match. */
  readonly match: (uri: string) => UriVariables | undefined;
}

const EXPRESSION = /\{([a-z_]+)\}/;
/** A non-empty path segment, to which `{variable}` expands (RFC 6570 section 3.2.2). */
const VALUE = '([^/?#]+)';

/** Compiles a URI template of RFC 6570 level 1. Throws for higher levels, which can match in more than one way. */
export function uriTemplate(template: string): UriTemplate {
  // Even indexes hold literal text, odd ones the names of variables.
  const parts = template.split(EXPRESSION);
  if (parts.some((part) => /[{}]/.test(part))) throw new Error(unsupportedTemplate(template));
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
        // Malformed percent-encoding: no value expands to this URI.
        return undefined;
      }
    },
  };
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
