import { IsBoolean, IsOptional, IsString } from 'class-validator';
import { TextOrNull, Tool, ToolProvider, type ToolCall } from '../../mcp/index.js';
import { DeletionPrompt } from '../confirmation/deletion.prompt.js';
import { IsInvoiceId } from '../invoice-id.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { INVOICES_WRITE } from '../scopes.js';
import { deleteDraft } from '../transitions/delete-draft.js';

/** Arguments of `delete_invoice`. */
export class DeleteInvoiceInput {
  @IsInvoiceId()
  id: string;
}

/** Data of `delete_invoice`. */
export class DeletedInvoiceData {
  @IsString()
  id: string;

  @IsOptional()
  @TextOrNull()
  number?: string | null;

  @IsBoolean()
  deleted: boolean;
}

/** `delete_invoice`. */
@ToolProvider()
export class DeleteInvoiceTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @Tool({
    name: 'delete_invoice',
    title: 'Delete a draft',
    description:
      'Deletes a draft for good, with all its data. Does not take any other invoice: cancel those with cancel_invoice. A ' +
      'second call answers NOT_FOUND.',
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_WRITE,
    toolset: 'delete',
    input: DeleteInvoiceInput,
    output: DeletedInvoiceData,
    confirm: {
      when: 'destructive',
      prompt: DeletionPrompt,
      message: 'Delete this draft? That is final: all its data is gone.',
    },
  })
  async delete({ id }: DeleteInvoiceInput, call: ToolCall): Promise<DeletedInvoiceData> {
    call.subject = id;
    const { number = null } = await deleteDraft(this.invoices, id, call);
    return { id, number, deleted: true };
  }
}
