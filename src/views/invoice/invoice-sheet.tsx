import type { Session } from '../host/session.js';
import { Money } from '../money/money.js';
import { Notice } from '../page/notice.js';
import { allows } from '../status/status-names.js';
import { StatusStamp } from '../status/status-stamp.js';
import { InvoiceFacts } from './invoice-facts.js';
import { PaymentTerm } from './payment-term.js';
import type { ShownInvoice } from './shown-invoice.js';
import { STEPS, useSteps, type Step, type Steps } from './use-steps.js';

const OFFERED = Object.keys(STEPS) as Step[];

interface SheetProps {
  readonly invoice: ShownInvoice;
  readonly session: Session;
}

/** One invoice on a sheet of its own, with what can be done about it. */
export function InvoiceSheet({ invoice: given, session }: SheetProps) {
  const steps = useSteps(given, session);
  const { invoice, notice } = steps;
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
      <InvoiceFacts invoice={invoice} />
      {notice && <Notice {...notice} />}
      {session.canCall && <StepButtons {...steps} />}
    </article>
  );
}

function StepButtons({ invoice, running, take }: Steps) {
  const offered = OFFERED.filter((step) => allows(invoice.status, step));
  if (offered.length === 0) return null;
  return (
    <footer class="steps">
      {offered.map((step) => (
        <button
          type="button"
          key={step}
          class={step === 'mark_paid' ? 'primary' : 'quiet danger'}
          disabled={running !== undefined}
          aria-busy={running === step}
          onClick={() => void take(step)}
        >
          {running === step ? STEPS[step].running : STEPS[step].label}
        </button>
      ))}
    </footer>
  );
}
