/** Longer ones do not fit into the headers anyway. */
const MAX_LENGTH = 8_192;

/** The syntax of RFC 6750 section 2.1. */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** The token of a request, or why there is none: not presented, or presented in a way that has two readings. */
export type PresentedToken = { readonly token: string } | { readonly error: 'missing' | 'malformed' };

/**
 * Reads the one `Authorization` header of a request, given names and values as they came. Node keeps the first of several
 * and drops the rest, while a proxy in front may have looked at the last.
 */
export function presentedToken(rawHeaders: readonly string[]): PresentedToken {
  let value: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length !== 13 || name.toLowerCase() !== 'authorization') continue;
    if (value !== undefined) return { error: 'malformed' };
    value = rawHeaders[index + 1];
  }
  if (value === undefined) return { error: 'missing' };
  // Another scheme is no token of ours, and may be meant for a proxy.
  if (!/^bearer( |$)/i.test(value)) return { error: 'missing' };
  const token = value.length > MAX_LENGTH ? undefined : BEARER.exec(value)?.[1];
  return token === undefined ? { error: 'malformed' } : { token };
}
