import { ToolError } from '../../mcp/index.js';
import { displayId } from '../sanitize/display-id.js';
import type { InvoiceStatus } from '../invoice.js';

/** A step that the invoice's status does not allow. */
interface InvalidTransition {
  /** The id as the caller gave it. */
  readonly id: string;
  /** One of the statuses that this version knows. */
  readonly status: string;
  /** Completes "it cannot be ...". */
  readonly transition: string;
  readonly allowed: readonly InvoiceStatus[];
  readonly remedy: string;
}

/** The error of a step that is refused before anything is sent. */
export const invalidTransition = ({ id, status, transition, allowed, remedy }: InvalidTransition): ToolError =>
  new ToolError('INVALID_STATUS', `Invoice ${displayId(id)} is ${status}, so it cannot be ${transition}. ${remedy}`, {
    status,
    allowed_statuses: allowed,
  });
