import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { BackendVariables } from './backend-variables.js';
import {
  AUTH_MODES,
  CONFIRM_FALLBACKS,
  CONFIRM_POLICIES,
  DEFAULT_TOOLSETS,
  LOG_LEVELS,
  TOOLSETS,
  type AuthMode,
  type ConfirmFallback,
  type ConfirmPolicy,
  type LogLevel,
} from './config.js';
import { IsAmountLimits, IsStateKeys } from './confirm-rules.js';
import {
  HEADER_SAFE,
  HEADER_SAFE_RULE,
  IsAlgorithmList,
  IsHostList,
  IsListenHost,
  IsNetworkList,
  IsNumberFrom,
  IsOriginList,
  IsRedisUrl,
  IsSecureUrl,
  IsSwitch,
  IsToolsetList,
} from './rules.js';
import { Variable } from './variable.decorator.js';

const WHOLE = 'a whole number';
const MILLISECONDS = 'a whole number of milliseconds';
const PORT = 'a whole number, 0 for any free port,';

/** Every variable that this program reads: the one source of validation, defaults and documentation. */
export class Environment extends BackendVariables {
  @Variable({ description: 'Address the HTTP server listens on', default: '127.0.0.1' })
  @IsListenHost()
  ORVION_MCP_LISTEN_HOST: string = '127.0.0.1';

  @Variable({ description: 'Port of the HTTP server', default: '3000' })
  @IsNumberFrom(0, 65_535, PORT)
  ORVION_MCP_LISTEN_PORT: number = 3000;

  @Variable({
    description: 'Names of this server in `Host` besides the loopback ones, with or without port, separated by commas',
    example: 'mcp.example.com',
  })
  @IsOptional()
  @IsHostList()
  ORVION_MCP_ALLOWED_HOSTS?: string;

  @Variable({
    description: 'Origins of web pages that may call this server besides loopback ones, separated by commas',
    example: 'https://app.example.com',
  })
  @IsOptional()
  @IsOriginList()
  ORVION_MCP_ALLOWED_ORIGINS?: string;

  @Variable({
    description:
      'Who may call: `token`, `jwt` and `api-key` ask for a bearer token; `none` lets everyone who reaches the port use ' +
      'the API key. Required to listen beyond loopback',
    example: 'token',
  })
  @IsOptional()
  @IsIn(AUTH_MODES, { message: `is not a mode. Use one of ${AUTH_MODES.join(', ')}` })
  ORVION_MCP_HTTP_AUTH?: AuthMode;

  @Variable({
    description: 'File with the hashes of the accepted tokens, read again when it changes (mode `token`)',
    example: '/etc/orvion-mcp/tokens.json',
  })
  @IsOptional()
  @MaxLength(4096, { message: 'is longer than any path. Give a path' })
  ORVION_MCP_AUTH_TOKENS_FILE?: string;

  @Variable({
    description: 'The authorization server, exactly as its tokens name it in `iss` (mode `jwt`)',
    example: 'https://login.example.com',
  })
  @IsOptional()
  @IsSecureUrl()
  ORVION_MCP_AUTH_ISSUER?: string;

  @Variable({
    description: 'What tokens must name in `aud` (mode `jwt`)',
    defaultText: '`ORVION_MCP_PUBLIC_URL`',
    example: 'https://mcp.example.com/mcp',
  })
  @IsOptional()
  @Matches(HEADER_SAFE, HEADER_SAFE_RULE)
  ORVION_MCP_AUTH_AUDIENCE?: string;

  @Variable({
    description: "Where the authorization server's keys are (mode `jwt`)",
    defaultText: "from the authorization server's metadata",
    example: 'https://login.example.com/jwks',
  })
  @IsOptional()
  @IsSecureUrl()
  ORVION_MCP_AUTH_JWKS_URL?: string;

  @Variable({
    description: 'Signature algorithms that are accepted, separated by commas (mode `jwt`)',
    default: 'RS256,PS256,ES256,EdDSA',
  })
  @IsAlgorithmList()
  ORVION_MCP_AUTH_ALGORITHMS: string = 'RS256,PS256,ES256,EdDSA';

  @Variable({
    description: 'The address clients use for this server, as OAuth names it (mode `jwt`)',
    example: 'https://mcp.example.com/mcp',
  })
  @IsOptional()
  @IsSecureUrl()
  ORVION_MCP_PUBLIC_URL?: string;

  @Variable({ description: 'Offers only tools that change nothing, to everyone', default: 'false' })
  @IsSwitch()
  ORVION_MCP_READ_ONLY: boolean = false;

  @Variable({
    description: `Groups of tools that are offered, separated by commas: ${TOOLSETS.join(', ')}, or all`,
    default: DEFAULT_TOOLSETS,
  })
  @IsToolsetList()
  ORVION_MCP_TOOLSETS: string = DEFAULT_TOOLSETS;

  @Variable({
    description:
      'What a person has to confirm: `off`, `writes` (every change), or `destructive` (what cannot be undone; payments above ' +
      '`ORVION_MCP_CONFIRM_AMOUNT`)',
    default: 'destructive',
  })
  @IsIn(CONFIRM_POLICIES, { message: `is not a policy. Use one of ${CONFIRM_POLICIES.join(', ')}` })
  ORVION_MCP_CONFIRM: ConfirmPolicy = 'destructive';

  @Variable({
    description:
      'Amount above which a payment is confirmed by a person: one for each currency, and one without a name for the others',
    example: 'EUR:1000,USD:1100',
  })
  @IsOptional()
  @IsAmountLimits()
  ORVION_MCP_CONFIRM_AMOUNT?: string;

  @Variable({
    description: 'What happens when a person should confirm and the client cannot ask one: `refuse` or `allow`',
    defaultText: '`allow` over stdio, `refuse` over HTTP',
    example: 'refuse',
  })
  @IsOptional()
  @IsIn(CONFIRM_FALLBACKS, { message: `is neither. Use ${CONFIRM_FALLBACKS.join(' or ')}` })
  ORVION_MCP_CONFIRM_FALLBACK?: ConfirmFallback;

  @Variable({
    description:
      'Secret, the same for all replicas, that seals what a client keeps until a person has answered; for a rotation two, ' +
      'separated by a comma, of which the first seals',
    defaultText: 'one that only this process knows',
    example: 'paste-what-openssl-rand-base64-32-prints',
  })
  @IsOptional()
  @IsStateKeys()
  ORVION_MCP_STATE_KEY?: string;

  @Variable({
    description: 'Addresses and networks of proxies whose `X-Forwarded-For` tells the caller, separated by commas',
    example: '10.0.0.0/8',
  })
  @IsOptional()
  @IsNetworkList()
  ORVION_MCP_TRUSTED_PROXIES?: string;

  @Variable({ description: 'Calls under way at once; one more is answered 503', default: '512' })
  @IsNumberFrom(1, 100_000, WHOLE)
  ORVION_MCP_MAX_IN_FLIGHT: number = 512;

  @Variable({
    description: 'Delay of the event loop from which calls are answered 503, in milliseconds',
    default: '500',
  })
  @IsNumberFrom(10, 60_000, MILLISECONDS)
  ORVION_MCP_MAX_EVENT_LOOP_DELAY_MS: number = 500;

  @Variable({ description: 'Calls a second that each caller may make in the long run', default: '50' })
  @IsNumberFrom(0.1, 1_000_000, 'a number of calls')
  ORVION_MCP_RATE_LIMIT_PER_SEC: number = 50;

  @Variable({ description: 'Calls that a caller who was quiet may make at once', default: '100' })
  @IsNumberFrom(1, 1_000_000, WHOLE)
  ORVION_MCP_RATE_LIMIT_BURST: number = 100;

  @Variable({
    description: 'Redis in which all replicas count together; without it, or while it is away, each counts by itself',
    example: 'redis://redis.example.com:6379',
  })
  @IsOptional()
  @IsRedisUrl()
  ORVION_MCP_RATE_LIMIT_REDIS_URL?: string;

  @Variable({
    description: 'Milliseconds that calls are still taken after SIGTERM, for load balancers to notice',
    default: '5000',
  })
  @IsNumberFrom(0, 300_000, MILLISECONDS)
  ORVION_MCP_DRAIN_DELAY_MS: number = 5_000;

  @Variable({ description: 'Milliseconds that running calls then get to end', default: '20000' })
  @IsNumberFrom(0, 600_000, MILLISECONDS)
  ORVION_MCP_DRAIN_DEADLINE_MS: number = 20_000;

  @Variable({ description: 'Serves metrics for Prometheus at `/metrics`', default: 'false' })
  @IsSwitch()
  ORVION_MCP_METRICS: boolean = false;

  @Variable({
    description: 'Port of the sandbox',
    defaultText: '`8000`, or any free port with `--sandbox`',
    example: '8000',
  })
  @IsOptional()
  @IsNumberFrom(0, 65_535, PORT)
  ORVION_MCP_SANDBOX_PORT?: number;

  @Variable({
    description: "The sandbox's database: a path, or `:memory:`",
    defaultText: "`sandbox.db` in the user's data folder, printed at start",
    example: ':memory:',
  })
  @IsOptional()
  @MaxLength(4096, { message: 'is longer than any path. Give a path or :memory:' })
  ORVION_MCP_SANDBOX_DATABASE?: string;

  @Variable({ description: `How much is logged: ${LOG_LEVELS.join(', ')}`, default: 'info' })
  @IsIn(LOG_LEVELS, { message: `is not a level. Use one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'info';
}
