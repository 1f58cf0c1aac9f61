import { Transform } from 'class-transformer';
import { IsBoolean, ValidateBy, type ValidationOptions } from 'class-validator';
import { isIP } from 'node:net';
import { TOOLSETS } from './config.js';
import { isLoopback } from './loopback.js';

const TOOLSET_NAMES = new Set<string>([...TOOLSETS, 'all']);

/** Text that a header carries unchanged (RFC 9110 section 5.5). */
export const HEADER_SAFE = /^[\x21-\x7e]+$/;
/** Validation message of `HEADER_SAFE`. */
export const HEADER_SAFE_RULE = {
  message: 'holds blanks, line breaks or letters that a header cannot carry. Copy it again',
};

/** Builds a rule for text. The message completes a sentence that begins with the name of the variable. */
export const rule = (name: string, validate: (value: string) => boolean, message: string): PropertyDecorator => {
  const options: ValidationOptions = { message };
  return ValidateBy(
    { name, validator: { validate: (value) => typeof value === 'string' && validate(value) } },
    options,
  );
};

/** A number in plain digits, bounds included. `what` names its unit, as in "a whole number of milliseconds". */
export const IsNumberFrom =
  (min: number, max: number, what: string): PropertyDecorator =>
  (target, property) => {
    const digits = what.startsWith('a whole number') ? /^\d+$/ : /^\d+(\.\d+)?$/;
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && digits.test(value) ? Number(value) : value,
    )(target, property);
    const validate = (value: unknown): boolean => typeof value === 'number' && value >= min && value <= max;
    const message = `is not usable. Use ${what} from ${min} to ${max}`;
    ValidateBy({ name: 'isNumberFrom', validator: { validate } }, { message })(target, property);
  };

/** The words `true` or `false`. */
export const IsSwitch = (): PropertyDecorator => (target, property) => {
  const words = new Map([
    ['true', true],
    ['false', false],
  ]);
  Transform(({ value }: { value: unknown }) => words.get(String(value)) ?? value)(target, property);
  IsBoolean({ message: 'is neither true nor false. Use one of the two' })(target, property);
};

/** A backend address to which paths can be appended. It may hold no credentials, as they would end up in logs. */
export const IsBackendUrl = (): PropertyDecorator =>
  rule(
    'isBackendUrl',
    (value) => {
      // The text is used unchanged, so whatever the URL parser would silently correct is invalid.
      if (!/^https?:\/\/[^\s\\?#@/]+(?:\/[^\s\\?#]*)?$/i.test(value)) return false;
      return URL.canParse(value);
    },
    'is not a backend address. Use http or https and a path, without user, query or fragment, such as http://localhost:8000/v1',
  );

/** An address or name to listen on, without a port and without the brackets of a URL. */
export const IsListenHost = (): PropertyDecorator =>
  rule(
    'isListenHost',
    // A name of digits and dots only is a mistyped IPv4 address.
    (value) => isIP(value) !== 0 || (HOST_NAME.test(value) && !/^[\d.]+$/.test(value)),
    'is not a host name or IP address. Use one without port or brackets, such as 127.0.0.1 or 0.0.0.0',
  );

/** Host names (RFC 1123 section 2.1). */
const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.(?!$)|$))+$/i;

/** Names as in a `Host` header, separated by commas. */
export const IsHostList = (): PropertyDecorator =>
  rule(
    'isHostList',
    (value) => parseList(value).every((host) => HOST_ENTRY.test(host) && URL.canParse(`http://${host}`)),
    'holds something other than host names. Give names as in a Host header, such as mcp.example.com or mcp.example.com:8443',
  );

/** Allows a name and a port only; the URL parser then checks each part, such as the range of the port. */
const HOST_ENTRY = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[1-9]\d{0,4})?$/i;

/** Origins of web pages, separated by commas, each exactly as browsers send it. */
export const IsOriginList = (): PropertyDecorator =>
  rule(
    'isOriginList',
    (value) => parseList(value).every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'holds something other than origins. Give scheme, name and port as browsers send them, such as https://app.example.com',
  );

/** An OAuth issuer or protected resource, which is compared character by character. Plain HTTP is allowed on loopback only. */
export const IsSecureUrl = (): PropertyDecorator =>
  rule(
    'isSecureUrl',
    (value) => {
      if (!/^https?:\/\/[^\s\\?#@]+$/.test(value) || !URL.canParse(value)) return false;
      const { protocol, hostname } = new URL(value);
      return protocol === 'https:' || isLoopback(hostname.replaceAll(/[[\]]/g, ''));
    },
    'is not a secure address. Use https, without user, query or fragment, such as https://mcp.example.com/mcp',
  );

/** Public-key signatures only: with a shared secret or none, everyone who can verify a token can also forge one. */
export const SIGNATURE_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Names of signature algorithms, separated by commas (RFC 7518 section 3.1, RFC 8037 section 3.1). */
export const IsAlgorithmList = (): PropertyDecorator =>
  rule(
    'isAlgorithmList',
    (value) => parseList(value).length > 0 && parseList(value).every((name) => SIGNATURE_ALGORITHMS.includes(name)),
    `holds something other than public-key signatures. Use some of ${SIGNATURE_ALGORITHMS.join(', ')}`,
  );

/** IP addresses and networks, separated by commas. */
export const IsNetworkList = (): PropertyDecorator =>
  rule(
    'isNetworkList',
    (value) => parseList(value).every(isNetwork),
    'holds something other than addresses and networks. Use such as 10.0.0.7 or 10.0.0.0/8',
  );

function isNetwork(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

/** The address of a Redis server. It may hold a password. */
export const IsRedisUrl = (): PropertyDecorator =>
  rule(
    'isRedisUrl',
    // The Redis client parses more than the URL parser does: a database number, and a password with escapes.
    (value) => REDIS_URL.test(value) && URL.canParse(value) && isDecodable(value),
    'is not an address of Redis. Use redis or rediss, such as redis://redis.example.com:6379',
  );

const REDIS_URL = /^rediss?:\/\/(?:[^\s#?/@]*@)?[^\s#?/@]+(?:\/\d*)?$/;

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Names of toolsets, or `all`. A misspelt name would silently leave tools out. */
export const IsToolsetList = (): PropertyDecorator =>
  rule(
    'isToolsetList',
    (value) => parseList(value).length > 0 && parseList(value).every((name) => TOOLSET_NAMES.has(name)),
    `holds something other than toolsets. Use some of ${[...TOOLSET_NAMES].join(', ')}, separated by commas`,
  );

/** Splits a variable that holds a comma-separated list. */
export const parseList = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
