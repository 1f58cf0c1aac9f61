import { ERROR_CODES, Resource, ResourceProvider } from '../../mcp/index.js';
import { STATUS_RULES } from '../status-rules.js';

/** Resources with fixed content: the status rules and the error codes. */
@ResourceProvider()
export class RulesResources {
  @Resource({
    uri: 'orvion://status-rules',
    name: 'status-rules',
    title: 'Statuses of invoices',
    description: 'Every status an invoice can have, what it means, and which steps it allows',
    mimeType: 'application/json',
    isFixed: true,
  })
  statusRules(): object {
    return { statuses: STATUS_RULES };
  }

  @Resource({
    uri: 'orvion://error-codes',
    name: 'error-codes',
    title: 'Error codes',
    description: 'Every code that a failed call can have, and what it means',
    mimeType: 'application/json',
    isFixed: true,
  })
  errorCodes(): object {
    return { codes: Object.entries(ERROR_CODES).map(([code, meaning]) => ({ code, meaning })) };
  }
}
