import type { ComponentChildren } from 'preact';
import { Day } from '../calendar/day.js';
import { Money } from '../money/money.js';
import type { ShownInvoice } from './shown-invoice.js';

/** Details of an invoice. Missing ones are left out. */
export function InvoiceDetails({ invoice }: { readonly invoice: ShownInvoice }) {
  const { issuedAt, dueAt, paidAt, amountPaid, currency, reference, email, wallet, externalId, canceledAt } = invoice;
  return (
    <dl class="details">
      <Detail name="Issued">{issuedAt && <Day time={issuedAt} />}</Detail>
      <Detail name="Due">{dueAt && <Day time={dueAt} />}</Detail>
      <Detail name="Paid">{paidAt && <Day time={paidAt} />}</Detail>
      <Detail name="Amount paid">{amountPaid && <Money amount={amountPaid} currency={currency} />}</Detail>
      <Detail name="Payment reference">{reference}</Detail>
      <Detail name="Canceled">{canceledAt && <Day time={canceledAt} />}</Detail>
      <Detail name="E-mail">{email && <Email address={email} />}</Detail>
      <Detail name="Wallet">{wallet}</Detail>
      <Detail name="External id">{externalId}</Detail>
    </dl>
  );
}

/** Lets a long address break before its domain. */
function Email({ address }: { readonly address: string }) {
  const at = address.lastIndexOf('@');
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}

function Detail({ name, children }: { readonly name: string; readonly children?: ComponentChildren }) {
  if (children === undefined || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
