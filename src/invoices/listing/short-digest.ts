import { createHash } from 'node:crypto';

/** 64 bits of a text for a cursor: models read it and pay for each character, and no log should hold what it is made of. */
export const shortDigest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 11);
