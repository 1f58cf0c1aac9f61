import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsOptional, IsPositive, Matches, Max, MaxLength, Min } from 'class-validator';
import { LOG_LEVELS, type LogLevel } from './config.js';
import { IsBackendUrl, IsHostList, IsListenHost, IsOriginList } from './rules.js';
import { Variable } from './variable.decorator.js';

const toNumber = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value,
);

const HEADER_SAFE = /^[\x21-\x7e]+$/;
const HEADER_SAFE_RULE = { message: 'holds blanks, line breaks or letters that a header cannot carry. Copy it again' };
const COUNT_RULE = { message: 'is not a count. Use a whole number from 1 to 1000000' };
const LIMIT_RULE = { message: 'is not a limit. Use a whole number from 1 to 10000' };
const SECONDS_RULE = { message: 'is not a time in seconds. Use a number from 0.1 to 3600' };
const PORT_RULE = { message: 'is not a port. Use a number from 0 (any free one) to 65535' };

/** Every variable this program reads: the one source of validation, defaults and documentation. */
export class Environment {
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
  @toNumber
  // Rules are checked from the last one up, and only the first that fails is reported.
  @Max(300, { message: 'is over 300 seconds. Give fewer: no client waits that long' })
  @IsPositive({ message: 'is not above 0. Give seconds, such as 10 or 2.5' })
  @IsNumber({ allowNaN: false, allowInfinity: false }, { message: 'is not a number. Give seconds, such as 10 or 2.5' })
  AGENTPAY_TIMEOUT_SEC: number = 10;

  @Variable({
    description: 'Failures of the backend, within the window and at least half of its calls, that open the breaker',
    default: '5',
  })
  @toNumber
  @IsInt(COUNT_RULE)
  @Min(1, COUNT_RULE)
  @Max(1_000_000, COUNT_RULE)
  MCP_BREAKER_FAILURES: number = 5;

  @Variable({ description: 'Seconds in which failures are counted for the breaker', default: '10' })
  @toNumber
  @IsNumber({}, SECONDS_RULE)
  @Min(0.1, SECONDS_RULE)
  @Max(3600, SECONDS_RULE)
  MCP_BREAKER_WINDOW_SEC: number = 10;

  @Variable({ description: 'Seconds an open breaker keeps calls away before it lets one through', default: '5' })
  @toNumber
  @IsNumber({}, SECONDS_RULE)
  @Min(0.1, SECONDS_RULE)
  @Max(3600, SECONDS_RULE)
  MCP_BREAKER_OPEN_SEC: number = 5;

  @Variable({ description: 'Requests to the backend under way at once', default: '128' })
  @toNumber
  @IsInt(LIMIT_RULE)
  @Min(1, LIMIT_RULE)
  @Max(10_000, LIMIT_RULE)
  MCP_BACKEND_CONCURRENCY: number = 128;

  @Variable({ description: 'Requests that may wait for their turn; one more is answered at once', default: '256' })
  @toNumber
  @IsInt(LIMIT_RULE)
  @Min(1, LIMIT_RULE)
  @Max(10_000, LIMIT_RULE)
  MCP_BACKEND_QUEUE: number = 256;

  @Variable({ description: 'Address the HTTP server listens on', default: '127.0.0.1' })
  @IsListenHost()
  MCP_LISTEN_HOST: string = '127.0.0.1';

  @Variable({ description: 'Port of the HTTP server', default: '3000' })
  @toNumber
  @IsInt(PORT_RULE)
  @Min(0, PORT_RULE)
  @Max(65_535, PORT_RULE)
  MCP_LISTEN_PORT: number = 3000;

  @Variable({
    description: 'Names of this server in `Host` besides the loopback ones, with or without port, separated by commas',
    example: 'mcp.example.com',
  })
  @IsOptional()
  @IsHostList()
  MCP_ALLOWED_HOSTS?: string;

  @Variable({
    description: 'Origins of web pages that may call this server besides loopback ones, separated by commas',
    example: 'https://app.example.com',
  })
  @IsOptional()
  @IsOriginList()
  MCP_ALLOWED_ORIGINS?: string;

  @Variable({
    description: '`none` lets everyone who reaches the port use the API key; required to listen beyond loopback',
    example: 'none',
  })
  @IsOptional()
  @IsIn(['none'], { message: 'is not a mode this version has. Use none, or leave it out' })
  MCP_HTTP_AUTH?: 'none';

  @Variable({
    description: 'Port of the sandbox',
    defaultText: '`8000`, or any free port with `--sandbox`',
    example: '8000',
  })
  @toNumber
  @IsOptional()
  @IsInt(PORT_RULE)
  @Min(0, PORT_RULE)
  @Max(65_535, PORT_RULE)
  MCP_SANDBOX_PORT?: number;

  @Variable({
    description: "The sandbox's database: a path, or `:memory:`",
    defaultText: "`sandbox.db` in the user's data folder, printed at start",
    example: ':memory:',
  })
  @IsOptional()
  @MaxLength(4096, { message: 'is longer than any path. Give a path or :memory:' })
  MCP_SANDBOX_DATABASE?: string;

  @Variable({ description: `How much is logged: ${LOG_LEVELS.join(', ')}`, default: 'info' })
  @IsIn(LOG_LEVELS, { message: `is not a level. Use one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'info';
}
