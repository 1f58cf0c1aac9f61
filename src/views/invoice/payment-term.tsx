import { Day } from '../calendar/day.js';
import { daysBetween } from '../calendar/format-day.js';
import type { ShownInvoice } from './shown-invoice.js';

/** One line about when the invoice is due, or when it was paid or canceled. */
export function PaymentTerm({ invoice, now }: { readonly invoice: ShownInvoice; readonly now: number }) {
  const { status, dueAt, paidAt, canceledAt } = invoice;
  if (status === 'paid')
    return (
      <p class="term">
        Paid
        {paidAt && (
          <>
            {' '}
            on <Day time={paidAt} />
          </>
        )}
      </p>
    );
  if (status === 'canceled')
    return (
      <p class="term">
        Canceled
        {canceledAt && (
          <>
            {' '}
            on <Day time={canceledAt} />
          </>
        )}
      </p>
    );
  if (dueAt === undefined) return <p class="term">No due date</p>;
  const late = status === 'overdue' ? daysBetween(dueAt, now) : 0;
  return (
    <p class="term">
      Due <Day time={dueAt} />
      {late > 0 && <span class="late"> · {late === 1 ? '1 day' : `${late} days`} overdue</span>}
    </p>
  );
}
