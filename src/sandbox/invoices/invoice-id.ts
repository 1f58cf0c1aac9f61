import { createHash, randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Creates an id: `inv_` and a ULID (10 characters of time, 16 random ones). */
export function newInvoiceId(now: number): string {
  let time = '';
  for (let rest = now, digit = 0; digit < 10; digit += 1, rest = Math.floor(rest / 32)) time = letter(rest % 32) + time;
  return `inv_${time}${letters(randomBytes(16))}`;
}

/** The id of a demo invoice, the same in every sandbox, so that documentation can refer to it. */
export const demoInvoiceId = (externalId: string): string =>
  `inv_0DEM0${letters(createHash('sha256').update(externalId).digest().subarray(0, 21))}`;

const letter = (index: number): string => CROCKFORD.charAt(index);

/** Converts each byte to a letter; all letters are equally likely, as 256 is a multiple of 32. */
const letters = (bytes: Uint8Array): string => [...bytes].map((byte) => letter(byte % 32)).join('');
