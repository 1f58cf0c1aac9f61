import { statusClass, statusName } from './status-names.js';

/** The status of a single invoice, styled as a rubber stamp. */
export function StatusStamp({ status }: { readonly status: string }) {
  return (
    <p class={`stamp ${statusClass(status)}`}>
      <span class="visually-hidden">Status: </span>
      {statusName(status)}
    </p>
  );
}
