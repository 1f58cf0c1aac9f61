import { randomInt } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new identifier: `inv_` and a ULID (10 characters of time, 16 of chance). */
export function newInvoiceId(now: number): string {
  let time = '';
  for (let rest = now, place = 0; place < 10; place += 1, rest = Math.floor(rest / 32)) time = letter(rest % 32) + time;
  const chance = Array.from({ length: 16 }, () => letter(randomInt(32))).join('');
  return `inv_${time}${chance}`;
}

const letter = (index: number): string => CROCKFORD.charAt(index);
