import { areFastPathCapabilities } from './fast-path-capabilities.js';
import {
  CLIENT_CAPABILITIES_META,
  CLIENT_INFO_META,
  MODERN_VERSION,
  NEGOTIATED_VERSIONS,
  PROTOCOL_VERSION_META,
} from '../protocol/protocol-constants.js';

/** A request whose form is beyond doubt, with nothing in it that only the SDK knows what to do with. */
export interface FastPathRequest {
  readonly jsonrpc: '2.0';
  readonly id: string | number;
  readonly method: 'tools/call' | 'tools/list' | 'initialize';
  readonly params?: {
    /** There for a `tools/call`. */
    readonly name?: string;
    readonly arguments?: Readonly<Record<string, unknown>>;
    /** There for an `initialize`. */
    readonly protocolVersion?: string;
    readonly capabilities?: unknown;
    readonly _meta?: Readonly<Record<string, unknown>>;
  };
}

/** A client's word that the handshake is over, of which nothing follows where each request stands for itself. */
export interface FastPathNotification {
  readonly jsonrpc: '2.0';
  readonly method: 'notifications/initialized';
  readonly params?: undefined;
}

/** Everything that can be answered without the SDK. */
export type FastPathMessage = FastPathRequest | FastPathNotification;

/** How old a request is, as far as its answer differs. */
export type Era = 'negotiated' | 'modern';

/** Headers of an HTTP request by lower-case name. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

type Fields = Readonly<Record<string, unknown>>;

const REQUEST = new Set(['jsonrpc', 'id', 'method', 'params']);
const NOTIFICATION = new Set(['jsonrpc', 'method']);
const CALL_PARAMS = new Set(['name', 'arguments', '_meta']);
const LIST_PARAMS = new Set(['_meta']);
const HANDSHAKE_PARAMS = new Set(['protocolVersion', 'capabilities', 'clientInfo']);
/** Reserved for the protocol (basic page, "General fields", `_meta`): what stands under other names is of no account. */
const RESERVED = 'io.modelcontextprotocol/';
const KNOWN_META = new Set([PROTOCOL_VERSION_META, CLIENT_INFO_META, CLIENT_CAPABILITIES_META]);
const CLIENT_INFO = new Set(['name', 'version', 'title']);

/**
 * Whether a parsed message is a plain one. It says yes only to what the SDK would let pass as well, and no to all that it
 * would have to be asked about: that is the whole of its duty, as whoever is refused here is answered by the SDK.
 */
export function isFastPathMessage(message: unknown): message is FastPathMessage {
  if (!isObject(message) || message.jsonrpc !== '2.0') return false;
  const { id, method, params } = message;
  if (method === 'notifications/initialized') return hasOnly(message, NOTIFICATION);
  if (!hasOnly(message, REQUEST) || (typeof id !== 'string' && !Number.isSafeInteger(id))) return false;
  if (method === 'tools/call') return isObject(params) && isFastPathCall(params);
  if (method === 'tools/list')
    return params === undefined || (isObject(params) && hasFastPathParams(params, LIST_PARAMS));
  return method === 'initialize' && isObject(params) && isFastPathHandshake(params);
}

/**
 * The era of a message that came over HTTP, when its headers are as the era wants them; undefined when they are not, or not
 * clearly so (2025-11-25 and 2026-07-28, "Streamable HTTP").
 */
export function eraOfRequest(message: FastPathMessage, headers: RequestHeaders): Era | undefined {
  const version = headers['mcp-protocol-version'];
  if (!acceptsBoth(headers.accept) || !isJson(headers['content-type'])) return undefined;
  const claimed = claimedVersion(message);
  if (claimed === undefined) {
    return version === undefined || NEGOTIATED_VERSIONS.includes(String(version)) ? 'negotiated' : undefined;
  }
  const agrees =
    claimed === MODERN_VERSION &&
    version === MODERN_VERSION &&
    headers['mcp-method'] === message.method &&
    headers['mcp-name'] === message.params?.name;
  return agrees ? 'modern' : undefined;
}

/** The era of a message on a connection of one era; undefined when the message claims to be of another. */
export function eraOnConnection(message: FastPathMessage, era: Era): Era | undefined {
  return claimedVersion(message) === (era === 'modern' ? MODERN_VERSION : undefined) ? era : undefined;
}

/** The revision that a message says it is of: only those of 2026-07-28 and later do (basic page, "_meta"). */
const claimedVersion = ({ params }: FastPathMessage): unknown => params?._meta?.[PROTOCOL_VERSION_META];

function isFastPathCall(params: Fields): boolean {
  if (typeof params.name !== 'string' || !hasFastPathParams(params, CALL_PARAMS)) return false;
  const { arguments: args } = params;
  // The SDK leaves out a member of this name, which no argument has.
  return args === undefined || (isObject(args) && !Object.hasOwn(args, '__proto__'));
}

/** Without metadata: with that of 2026-07-28 it would be a method that does not exist. */
const isFastPathHandshake = (params: Fields): boolean =>
  hasOnly(params, HANDSHAKE_PARAMS) &&
  typeof params.protocolVersion === 'string' &&
  isFastPathClient(params.clientInfo) &&
  areFastPathCapabilities(params.capabilities);

function hasFastPathParams(params: Fields, names: ReadonlySet<string>): boolean {
  if (!hasOnly(params, names)) return false;
  return params._meta === undefined || (isObject(params._meta) && hasFastPathMeta(params._meta));
}

function hasFastPathMeta(meta: Fields): boolean {
  for (const name of Object.keys(meta)) if (name.startsWith(RESERVED) && !KNOWN_META.has(name)) return false;
  const { progressToken } = meta;
  if (progressToken !== undefined && typeof progressToken !== 'string' && !Number.isSafeInteger(progressToken))
    return false;
  if (!(PROTOCOL_VERSION_META in meta)) return !(CLIENT_INFO_META in meta || CLIENT_CAPABILITIES_META in meta);
  return isFastPathClient(meta[CLIENT_INFO_META]) && areFastPathCapabilities(meta[CLIENT_CAPABILITIES_META]);
}

function isFastPathClient(info: unknown): boolean {
  if (!isObject(info) || !hasOnly(info, CLIENT_INFO)) return false;
  const { name, version, title = '' } = info;
  return typeof name === 'string' && typeof version === 'string' && typeof title === 'string';
}

const acceptsBoth = (accept: unknown): boolean =>
  typeof accept === 'string' && accept.includes('application/json') && accept.includes('text/event-stream');

const isJson = (type: unknown): boolean =>
  typeof type === 'string' && (type === 'application/json' || type.startsWith('application/json;'));

function hasOnly(fields: Fields, names: ReadonlySet<string>): boolean {
  for (const name of Object.keys(fields)) if (!names.has(name)) return false;
  return true;
}

/** Of messages from `JSON.parse`, whose objects have no prototype but the usual one. */
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
