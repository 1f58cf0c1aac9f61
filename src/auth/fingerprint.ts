import { createHash } from 'node:crypto';

const LENGTH = 16;

/** SHA-256 of a text. */
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A name for who has a key or an account, in logs and limits. Neither can be found out from it. */
export const fingerprint = (kind: string, text: string): string =>
  `${kind}:${sha256(text).toString('hex').slice(0, LENGTH)}`;
