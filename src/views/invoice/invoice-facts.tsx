import type { ComponentChildren } from 'preact';
import { Day } from '../calendar/day.js';
import { Money } from '../money/money.js';
import type { ShownInvoice } from './shown-invoice.js';

/** What else there is to know about an invoice. What is unknown is left out. */
export function InvoiceFacts({ invoice }: { readonly invoice: ShownInvoice }) {
  const { issuedAt, dueAt, paidAt, amountPaid, currency, reference, email, wallet, externalId, canceledAt } = invoice;
  return (
    <dl class="facts">
      <Fact name="Issued">{issuedAt && <Day time={issuedAt} />}</Fact>
      <Fact name="Due">{dueAt && <Day time={dueAt} />}</Fact>
      <Fact name="Paid">{paidAt && <Day time={paidAt} />}</Fact>
      <Fact name="Amount paid">{amountPaid && <Money amount={amountPaid} currency={currency} />}</Fact>
      <Fact name="Payment reference">{reference}</Fact>
      <Fact name="Canceled">{canceledAt && <Day time={canceledAt} />}</Fact>
      <Fact name="E-mail">{email && <Email address={email} />}</Fact>
      <Fact name="Wallet">{wallet}</Fact>
      <Fact name="External id">{externalId}</Fact>
    </dl>
  );
}

/** A long address is broken before its domain first. */
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

function Fact({ name, children }: { readonly name: string; readonly children?: ComponentChildren }) {
  if (children === undefined || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
