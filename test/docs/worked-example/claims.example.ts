import { invoiceIn, type Claims } from '../../surface/claims/claim.js';

export const READING: Claims = {
  get_invoice_status: [
    [
      'Tells the status of one invoice.',
      async (stage) => {
        const id = await invoiceIn(stage, 'paid');
        expect(await stage.tools.data('get_invoice_status', { id })).toEqual({ status: 'paid' });
      },
    ],
    [
      'Does not tell more: use get_invoice for that.',
      async (stage) => {
        const id = await invoiceIn(stage, 'sent');
        expect(Object.keys(await stage.tools.data('get_invoice_status', { id }))).toEqual(['status']);
        expect((await stage.tools.data('get_invoice', { id })).invoice).toMatchObject({ id, amount: '12.50' });
      },
    ],
  ],
};
