import { statusClass, statusName } from './status-names.js';

/** A status among others. */
export function StatusChip({ status }: { readonly status: string }) {
  return <span class={`chip ${statusClass(status)}`}>{statusName(status)}</span>;
}
