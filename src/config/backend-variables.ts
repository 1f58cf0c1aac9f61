import { IsOptional, Matches } from 'class-validator';
import { HEADER_SAFE, HEADER_SAFE_RULE, IsBackendUrl, IsNumberFrom } from './rules.js';
import { Variable } from './variable.decorator.js';

const WHOLE = 'a whole number';
const SECONDS = 'a number of seconds';

/** Variables of the backend, and of the limits on calls to it. */
export class BackendVariables {
  @Variable({
    description: "The backend's address, version prefix included; only `/invoices...` is appended",
    example: 'http://localhost:8000/v1',
    required: true,
  })
  @IsOptional()
  @IsBackendUrl()
  AGENTPAY_API_BASE_URL?: string;

  @Variable({ description: 'API key, sent as `Authorization: Bearer`', example: 'test_xxx', required: true })
  @IsOptional()
  @Matches(HEADER_SAFE, HEADER_SAFE_RULE)
  AGENTPAY_API_KEY?: string;

  @Variable({
    description: 'Organisation, sent as `X-Organization-Id`; normally the key decides',
    example: 'org_01HABC',
  })
  @IsOptional()
  @Matches(HEADER_SAFE, HEADER_SAFE_RULE)
  AGENTPAY_ORG_ID?: string;

  @Variable({
    description: 'Seconds one tool call may spend on the backend, retries and bodies included',
    default: '10',
  })
  @IsNumberFrom(0.1, 300, SECONDS)
  AGENTPAY_TIMEOUT_SEC: number = 10;

  @Variable({
    description: 'Failures of the backend, within the window and at least half of its calls, that open the breaker',
    default: '5',
  })
  @IsNumberFrom(1, 1_000_000, WHOLE)
  ORVION_MCP_BREAKER_FAILURES: number = 5;

  @Variable({ description: 'Seconds in which failures are counted for the breaker', default: '10' })
  @IsNumberFrom(0.1, 3600, SECONDS)
  ORVION_MCP_BREAKER_WINDOW_SEC: number = 10;

  @Variable({ description: 'Seconds an open breaker keeps calls away before it lets one through', default: '5' })
  @IsNumberFrom(0.1, 3600, SECONDS)
  ORVION_MCP_BREAKER_OPEN_SEC: number = 5;

  @Variable({ description: 'Requests to the backend under way at once', default: '128' })
  @IsNumberFrom(1, 10_000, WHOLE)
  ORVION_MCP_BACKEND_CONCURRENCY: number = 128;

  @Variable({ description: 'Requests that may wait for their turn; one more is answered at once', default: '256' })
  @IsNumberFrom(1, 10_000, WHOLE)
  ORVION_MCP_BACKEND_QUEUE: number = 256;
}
