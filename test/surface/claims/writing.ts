import { invoiceIn, errorCode, statusOf, type Claims } from './claim.js';

const NEW = { customer_name: 'Claimed', amount: 12.5, currency: 'EUR' };

const idOf = (data: Record<string, unknown>): string => (data.invoice as { id: string }).id;

export const WRITING: Claims = {
  cancel_invoice: [
    [
      'Cancels a draft, sent or overdue invoice for good: it can never be paid or reopened.',
      async (stage) => {
        for (const status of ['draft', 'sent', 'overdue'] as const) {
          const external_id = `claim-cancel-${status}`;
          const id = await invoiceIn(stage, status, { external_id });
          await stage.tools.data('cancel_invoice', { id });
          expect(await errorCode(stage, 'mark_invoice_paid', { id })).toBe('INVALID_STATUS');
          expect(await errorCode(stage, 'create_invoice', { ...NEW, external_id })).toBe('INVALID_STATUS');
          expect(await statusOf(stage, id)).toBe('canceled');
        }
      },
    ],
    [
      'Repeating the call is safe: one that is canceled already is reported with already_canceled.',
      async (stage) => {
        const id = await invoiceIn(stage, 'canceled');
        expect(await stage.tools.data('cancel_invoice', { id })).toMatchObject({ already_canceled: true });
      },
    ],
    [
      'Does not delete it or move money, and refuses paid invoices.',
      async (stage) => {
        const id = await invoiceIn(stage, 'sent');
        const { invoice } = await stage.tools.data('cancel_invoice', { id });
        expect(invoice).toMatchObject({ id, amount_paid: null });
        const paid = await invoiceIn(stage, 'paid');
        expect(await errorCode(stage, 'cancel_invoice', { id: paid })).toBe('INVALID_STATUS');
      },
    ],
  ],
  create_invoice: [
    [
      'Creates one invoice and, unless status is "draft", sends it to the customer at once.',
      async ({ tools, backend }) => {
        const name = { ...NEW, customer_name: 'Claim: one' };
        expect((await tools.data('create_invoice', name)).invoice).toMatchObject({ status: 'sent' });
        expect(await backend.invoicesOf(name.customer_name)).toHaveLength(1);
        expect((await tools.data('create_invoice', { ...NEW, status: 'draft' })).invoice).toMatchObject({
          status: 'draft',
        });
      },
    ],
    [
      'Pass a stable external_id and reuse it when you repeat the call: without it two calls make two invoices; with one ' +
        'that exists, that invoice is updated instead.',
      async ({ tools }) => {
        const create = async (more: object) => idOf(await tools.data('create_invoice', { ...NEW, ...more }));
        expect(await create({})).not.toBe(await create({}));
        const id = await create({ external_id: 'claim-1' });
        expect(await create({ external_id: 'claim-1', amount: 13 })).toBe(id);
        expect((await tools.data('get_invoice', { id })).invoice).toMatchObject({ amount: '13.00' });
      },
    ],
    [
      'Does not take payments, line items or taxes, and does not change a paid or canceled invoice.',
      async (stage) => {
        for (const argument of ['amount_paid', 'line_items', 'tax']) {
          expect(await errorCode(stage, 'create_invoice', { ...NEW, [argument]: 1 })).toBe('VALIDATION_ERROR');
        }
        for (const status of ['paid', 'canceled'] as const) {
          const external_id = `claim-final-${status}`;
          await invoiceIn(stage, status, { external_id });
          expect(await errorCode(stage, 'create_invoice', { ...NEW, external_id })).toBe('INVALID_STATUS');
        }
      },
    ],
  ],
  delete_invoice: [
    [
      'Deletes a draft for good, with all its data.',
      async (stage) => {
        const id = await invoiceIn(stage, 'draft');
        await stage.tools.data('delete_invoice', { id });
        expect(await statusOf(stage, id)).toBeUndefined();
      },
    ],
    [
      'Does not take any other invoice: cancel those with cancel_invoice.',
      async (stage) => {
        for (const status of ['sent', 'overdue', 'paid', 'canceled'] as const) {
          const id = await invoiceIn(stage, status);
          expect(await errorCode(stage, 'delete_invoice', { id })).toBe('INVALID_STATUS');
          expect(await statusOf(stage, id)).toBe(status);
        }
      },
    ],
    [
      'A second call answers NOT_FOUND.',
      async (stage) => {
        const id = await invoiceIn(stage, 'draft');
        await stage.tools.data('delete_invoice', { id });
        expect(await errorCode(stage, 'delete_invoice', { id })).toBe('NOT_FOUND');
      },
    ],
  ],
  mark_invoice_paid: [
    [
      'Records that an invoice which was sent, or is overdue, has been paid.',
      async (stage) => {
        for (const status of ['sent', 'overdue'] as const) {
          const id = await invoiceIn(stage, status);
          await stage.tools.data('mark_invoice_paid', { id });
          expect(await statusOf(stage, id)).toBe('paid');
        }
      },
    ],
    [
      'This is final: a paid invoice cannot be changed back.',
      async (stage) => {
        const external_id = 'claim-paid';
        const id = await invoiceIn(stage, 'sent', { external_id });
        await stage.tools.data('mark_invoice_paid', { id });
        for (const tool of ['cancel_invoice', 'delete_invoice']) {
          expect(await errorCode(stage, tool, { id })).toBe('INVALID_STATUS');
        }
        expect(await errorCode(stage, 'create_invoice', { ...NEW, external_id })).toBe('INVALID_STATUS');
      },
    ],
    [
      'Repeating the call is safe: a payment that is already recorded is reported with already_paid.',
      async (stage) => {
        const id = await invoiceIn(stage, 'paid');
        expect(await stage.tools.data('mark_invoice_paid', { id })).toMatchObject({ already_paid: true });
      },
    ],
    [
      'Does not move money, and refuses drafts, canceled invoices and those paid with another reference or amount.',
      async (stage) => {
        for (const status of ['draft', 'canceled'] as const) {
          const id = await invoiceIn(stage, status);
          expect(await errorCode(stage, 'mark_invoice_paid', { id })).toBe('INVALID_STATUS');
        }
        const id = await invoiceIn(stage, 'paid');
        for (const other of [{ payment_reference: 'other' }, { amount_paid: 1 }]) {
          expect(await errorCode(stage, 'mark_invoice_paid', { id, ...other })).toBe('INVALID_STATUS');
        }
      },
    ],
  ],
};
