import { createHash, randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new identifier: `inv_` and a ULID (10 characters of time, 16 of chance). */
export function newInvoiceId(now: number): string {
  let time = '';
  for (let rest = now, place = 0; place < 10; place += 1, rest = Math.floor(rest / 32)) time = letter(rest % 32) + time;
  return `inv_${time}${letters(randomBytes(16))}`;
}

/** The identifier that a demo invoice has in every sandbox, so that an example can name it. */
export const demoInvoiceId = (externalId: string): string =>
  `inv_0DEM0${letters(createHash('sha256').update(externalId).digest().subarray(0, 21))}`;

const letter = (index: number): string => CROCKFORD.charAt(index);

/** One letter for each byte; 256 is a multiple of 32, so all are equally likely. */
const letters = (bytes: Uint8Array): string => [...bytes].map((byte) => letter(byte % 32)).join('');
