import { Day } from '../calendar/day.js';
import { textOf, type Fields } from '../host/tool-response.js';

/** The first and the last day of the data. */
export function Range({ data }: { readonly data: Fields }) {
  const [from, to] = [textOf(data, 'from'), textOf(data, 'to')];
  if (from === undefined || to === undefined) return null;
  return (
    <p class="range">
      <Day time={from} /> – <Day time={to} />
    </p>
  );
}
