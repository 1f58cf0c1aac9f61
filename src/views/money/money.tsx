import { useContext } from 'preact/hooks';
import { Locale } from '../page/locale.js';
import { formatMoney } from './format-money.js';

/** An amount in its currency. */
export function Money({ amount, currency }: { readonly amount: string; readonly currency: string }) {
  const locale = useContext(Locale);
  return (
    <span class="money">
      {formatMoney(amount, currency, locale).map(({ isSymbol, text }) =>
        isSymbol ? <span class="currency">{text}</span> : text,
      )}
    </span>
  );
}
