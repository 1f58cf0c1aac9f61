import type { Session } from '../host/session.js';
import { Money } from '../money/money.js';
import { Notice } from '../page/notice.js';
import { allows } from '../status/status-names.js';
import { StatusStamp } from '../status/status-stamp.js';
import { InvoiceDetails } from './invoice-details.js';
import { PaymentTerm } from './payment-term.js';
import type { ShownInvoice } from './shown-invoice.js';
import { TRANSITIONS, useTransitions, type Transition, type Transitions } from './use-transitions.js';

const ALL_TRANSITIONS = Object.keys(TRANSITIONS) as Transition[];

interface SheetProps {
  readonly invoice: ShownInvoice;
  readonly session: Session;
}

/** One invoice on a sheet, with the transitions that its status allows. */
export function InvoiceSheet({ invoice: given, session }: SheetProps) {
  const transitions = useTransitions(given, session);
  const { invoice, notice } = transitions;
  return (
    <article class="sheet" aria-labelledby="invoice-number">
      <header>
        <div>
          <p class="kicker">Invoice</p>
          <h1 id="invoice-number">{invoice.number ?? invoice.id}</h1>
        </div>
        <StatusStamp status={invoice.status} />
      </header>
      <section class="due">
        <p class="customer">{invoice.customer ?? 'No customer'}</p>
        <p class="amount">
          <Money amount={invoice.amount} currency={invoice.currency} />
        </p>
        <PaymentTerm invoice={invoice} now={Date.now()} />
      </section>
      <InvoiceDetails invoice={invoice} />
      {notice && <Notice {...notice} />}
      {session.canCall && <TransitionButtons {...transitions} />}
    </article>
  );
}

function TransitionButtons({ invoice, running, apply }: Transitions) {
  const offered = ALL_TRANSITIONS.filter((transition) => allows(invoice.status, transition));
  if (offered.length === 0) return null;
  return (
    <footer class="transitions">
      {offered.map((transition) => (
        <button
          type="button"
          key={transition}
          class={transition === 'mark_paid' ? 'primary' : 'quiet danger'}
          disabled={running !== undefined}
          aria-busy={running === transition}
          onClick={() => void apply(transition)}
        >
          {running === transition ? TRANSITIONS[transition].running : TRANSITIONS[transition].label}
        </button>
      ))}
    </footer>
  );
}
