/** Longer waits are cut to one day: no sane backend asks for more. */
const MAX_SECONDS = 86_400;

/** The date format that senders must use (RFC 9110 section 5.6.7); `Date.parse` alone accepts almost any text. */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Reads a `Retry-After` header (RFC 9110 section 10.2.3), written as seconds or as a date. Returns seconds between 0 and a
 * day, or undefined when the header is absent or unusable, such as a negative number.
 */
export function retryAfterSeconds(value: string | undefined, now: number = Date.now()): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text), MAX_SECONDS);
  if (!IMF_FIXDATE.test(text)) return undefined;
  const seconds = Math.ceil((Date.parse(text) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MAX_SECONDS);
}
