import { createHash } from 'node:crypto';

const LENGTH = 16;

/** The SHA-256 digest of a text. */
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A name for the holder of a key or account, in logs and limits. It does not reveal the key or account. */
export const fingerprint = (kind: string, text: string): string =>
  `${kind}:${sha256(text).toString('hex').slice(0, LENGTH)}`;
