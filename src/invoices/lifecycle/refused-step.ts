import { ToolError } from '../../mcp/envelope/tool-error.js';
import { toldId } from '../backend/told-id.js';
import type { InvoiceStatus } from '../invoice.js';

/** A step that the invoice's status does not allow. */
interface RefusedStep {
  /** The id as the caller gave it. */
  readonly id: string;
  /** One of the statuses that this version knows. */
  readonly status: string;
  /** Completes "it cannot be ...". */
  readonly step: string;
  readonly allowed: readonly InvoiceStatus[];
  readonly remedy: string;
}

/** The error of a step that is refused before anything is sent. */
export const refusedStep = ({ id, status, step, allowed, remedy }: RefusedStep): ToolError =>
  new ToolError('INVALID_STATUS', `Invoice ${toldId(id)} is ${status}, so it cannot be ${step}. ${remedy}`, {
    status,
    allowed_statuses: allowed,
  });
