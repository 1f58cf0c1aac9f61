import { useContext } from 'preact/hooks';
import { Locale } from '../page/locale.js';
import { formatDay } from './format-day.js';

/** The day of a timestamp of the backend. */
export function Day({ time }: { readonly time: string }) {
  const locale = useContext(Locale);
  return <time dateTime={time}>{formatDay(time, locale)}</time>;
}
