import { createHash } from 'node:crypto';

/** Hashes a text to 64 bits, short enough for a cursor and without the text itself, which logs must not contain. */
export const shortDigest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 11);
