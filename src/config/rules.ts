import { ValidateBy, type ValidationOptions } from 'class-validator';

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
      if (!URL.canParse(value)) return false;
      const url = new URL(value);
      const isPlain = !url.username && !url.password && !value.includes('?') && !value.includes('#');
      return /^https?:$/.test(url.protocol) && isPlain;
    },
    'is not a backend address. Use http or https and a path, without user, query or fragment, such as http://localhost:8000/v1',
  );

/** Names as they stand in a `Host` header, separated by commas. */
export const IsHostList = (): PropertyDecorator =>
  rule(
    'isHostList',
    (value) => listOf(value).every((host) => /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host)),
    'holds something other than host names. Give names as in a Host header, such as mcp.example.com or mcp.example.com:8443',
  );

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
