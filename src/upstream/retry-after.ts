/** No sane backend asks for more than a day; what does is cut to it. */
const MAX_SECONDS = 86_400;

/** The form that senders must use (RFC 9110 section 5.6.7); `Date.parse` alone would take almost any text. */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Seconds that a `Retry-After` header asks to wait (RFC 9110 section 10.2.3), given as seconds or as a date.
 * Between 0 and a day; undefined when the header is absent or says nothing usable, such as a negative number.
 */
export function retryAfterSeconds(value: string | undefined, now: number = Date.now()): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text), MAX_SECONDS);
  if (!IMF_FIXDATE.test(text)) return undefined;
  const seconds = Math.ceil((Date.parse(text) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MAX_SECONDS);
}
