import { ToolError } from '../../mcp/index.js';
import type { InvoiceStatus } from '../invoice.js';
import { displayId } from '../sanitize/display-id.js';

/** A transition that the invoice's status does not allow. */
interface InvalidTransition {
  /** The id as the caller gave it. */
  readonly id: string;
  /** The invoice's current status, one of the known ones. */
  readonly status: string;
  /** Completes "it cannot be ...". */
  readonly transition: string;
  readonly allowed: readonly InvoiceStatus[];
  readonly remedy: string;
}

/** The error of a transition that is rejected before anything is sent. */
export const invalidTransition = ({ id, status, transition, allowed, remedy }: InvalidTransition): ToolError =>
  new ToolError('INVALID_STATUS', `Invoice ${displayId(id)} is ${status}, so it cannot be ${transition}. ${remedy}`, {
    status,
    allowed_statuses: allowed,
  });
