import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isIP } from 'node:net';

const rule = (name: string, validate: (value: string) => boolean, message: string): PropertyDecorator => {
  const options: ValidationOptions = { message };
  return ValidateBy(
    { name, validator: { validate: (value) => typeof value === 'string' && validate(value) } },
    options,
  );
};

/** A backend address to which paths can be appended. Credentials in it would end up in logs, so there may be none. */
export const IsBackendUrl = (): PropertyDecorator =>
  rule(
    'isBackendUrl',
    (value) => {
      // The text is used as it stands, so what the URL parser would silently mend is refused.
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

/** Host names as RFC 1123, section 2.1, has them. */
const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.(?!$)|$))+$/i;

/** Names as they stand in a `Host` header, separated by commas. */
export const IsHostList = (): PropertyDecorator =>
  rule(
    'isHostList',
    (value) => listOf(value).every((host) => HOST_ENTRY.test(host) && URL.canParse(`http://${host}`)),
    'holds something other than host names. Give names as in a Host header, such as mcp.example.com or mcp.example.com:8443',
  );

/** The URL parser checks the parts, such as the range of a port; the pattern keeps out everything but name and port. */
const HOST_ENTRY = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** Origins of web pages, separated by commas, each exactly as a browser sends it. */
export const IsOriginList = (): PropertyDecorator =>
  rule(
    'isOriginList',
    (value) => listOf(value).every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'holds something other than origins. Give scheme, name and port as browsers send them, such as https://app.example.com',
  );

/** The entries of a list in one variable. */
export const listOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
