import { statusClass, statusName } from './status-names.js';

/** The status of one invoice, as if stamped on it. */
export function StatusStamp({ status }: { readonly status: string }) {
  return (
    <p class={`stamp ${statusClass(status)}`}>
      <span class="unseen">Status: </span>
      {statusName(status)}
    </p>
  );
}
