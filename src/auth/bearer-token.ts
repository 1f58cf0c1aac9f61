/** Longer tokens would not fit into the headers. */
const MAX_LENGTH = 8_192;

/** The syntax of RFC 6750 section 2.1. */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** The bearer token of a request, or the error: none was sent, or the header is malformed or ambiguous. */
export type PresentedToken = { readonly token: string } | { readonly error: 'missing' | 'malformed' };

/**
 * Reads the bearer token from raw header names and values. Several `Authorization` headers are an error: Node keeps only
 * the first, while a proxy in front may have checked the last.
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
  // Credentials of another scheme may be meant for a proxy.
  if (!/^bearer( |$)/i.test(value)) return { error: 'missing' };
  const token = value.length > MAX_LENGTH ? undefined : BEARER.exec(value)?.[1];
  return token === undefined ? { error: 'malformed' } : { token };
}
