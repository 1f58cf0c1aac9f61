import { statusClass, statusName } from './status-names.js';

/** The status of an invoice in a list. */
export function StatusChip({ status }: { readonly status: string }) {
  return <span class={`chip ${statusClass(status)}`}>{statusName(status)}</span>;
}
