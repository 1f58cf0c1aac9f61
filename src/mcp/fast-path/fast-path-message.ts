import {
  CLIENT_CAPABILITIES_META,
  CLIENT_INFO_META,
  MODERN_VERSION,
  LEGACY_VERSIONS,
  PROTOCOL_VERSION_META,
} from '../protocol/protocol-constants.js';
import { areFastPathCapabilities } from './fast-path-capabilities.js';

/** A request that is certainly valid and has no member that only the SDK can handle. */
export interface FastPathRequest {
  readonly jsonrpc: '2.0';
  readonly id: string | number;
  readonly method: 'tools/call' | 'tools/list' | 'initialize';
  readonly params?: {
    /** Present in a `tools/call`. */
    readonly name?: string;
    readonly arguments?: Readonly<Record<string, unknown>>;
    /** Present in an `initialize`. */
    readonly protocolVersion?: string;
    readonly capabilities?: unknown;
    readonly _meta?: Readonly<Record<string, unknown>>;
  };
}

/** The notification after `initialize`. A stateless server accepts it and does nothing. */
export interface FastPathNotification {
  readonly jsonrpc: '2.0';
  readonly method: 'notifications/initialized';
  readonly params?: undefined;
}

/** A message that the fast path may serve without the SDK. */
export type FastPathMessage = FastPathRequest | FastPathNotification;

/** The era of a request: before 2026-07-28 (`legacy`) or since (`modern`). Their responses differ. */
export type Era = 'legacy' | 'modern';

/** Headers of an HTTP request by lower-case name. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

type Fields = Readonly<Record<string, unknown>>;

const REQUEST = new Set(['jsonrpc', 'id', 'method', 'params']);
const NOTIFICATION = new Set(['jsonrpc', 'method']);
const CALL_PARAMS = new Set(['name', 'arguments', '_meta']);
const LIST_PARAMS = new Set(['_meta']);
const INITIALIZE_PARAMS = new Set(['protocolVersion', 'capabilities', 'clientInfo']);
/** Prefix in `_meta` that is reserved for the protocol (MCP base protocol, "General fields"). Other keys have no effect. */
const RESERVED = 'io.modelcontextprotocol/';
const KNOWN_META = new Set([PROTOCOL_VERSION_META, CLIENT_INFO_META, CLIENT_CAPABILITIES_META]);
const CLIENT_INFO = new Set(['name', 'version', 'title']);

/**
 * Whether a parsed message can take the fast path. True only for messages that the SDK would certainly accept as well. The
 * SDK serves all others, so a false negative costs time and a false positive would change the protocol.
 */
export function isFastPathMessage(message: unknown): message is FastPathMessage {
  if (!isObject(message) || message.jsonrpc !== '2.0') return false;
  const { id, method, params } = message;
  if (method === 'notifications/initialized') return hasOnly(message, NOTIFICATION);
  if (!hasOnly(message, REQUEST) || (typeof id !== 'string' && !Number.isSafeInteger(id))) return false;
  if (method === 'tools/call') return isObject(params) && isFastPathCall(params);
  if (method === 'tools/list')
    return params === undefined || (isObject(params) && hasFastPathParams(params, LIST_PARAMS));
  return method === 'initialize' && isObject(params) && isFastPathInitialize(params);
}

/**
 * The era of a fast-path message over HTTP. Undefined unless its headers are certainly those that its era requires
 * (2025-11-25 and 2026-07-28, "Streamable HTTP").
 */
export function eraOfRequest(message: FastPathMessage, headers: RequestHeaders): Era | undefined {
  const version = headers['mcp-protocol-version'];
  if (!acceptsBoth(headers.accept) || !isJson(headers['content-type'])) return undefined;
  const claimed = claimedVersion(message);
  if (claimed === undefined) {
    return version === undefined || LEGACY_VERSIONS.includes(String(version)) ? 'legacy' : undefined;
  }
  const agrees =
    claimed === MODERN_VERSION &&
    version === MODERN_VERSION &&
    headers['mcp-method'] === message.method &&
    headers['mcp-name'] === message.params?.name;
  return agrees ? 'modern' : undefined;
}

/** The era of a connection: `opening` until the SDK has settled it, `unnegotiated` after a message without any revision. */
export type ConnectionEra = Era | 'opening' | 'unnegotiated';

/** The era of a message on a connection; undefined until that has one, and when the message claims to be of another. */
export function eraOnConnection(message: FastPathMessage, era: ConnectionEra): Era | undefined {
  if (era === 'opening' || era === 'unnegotiated') return undefined;
  return claimedVersion(message) === (era === 'modern' ? MODERN_VERSION : undefined) ? era : undefined;
}

/** The revision that a message claims, which only modern messages do (MCP base protocol, "General fields", `_meta`). */
const claimedVersion = ({ params }: FastPathMessage): unknown => params?._meta?.[PROTOCOL_VERSION_META];

function isFastPathCall(params: Fields): boolean {
  if (typeof params.name !== 'string' || !hasFastPathParams(params, CALL_PARAMS)) return false;
  const { arguments: args } = params;
  // The SDK drops a member with this name.
  return args === undefined || (isObject(args) && !Object.hasOwn(args, '__proto__'));
}

/** `initialize` has no `_meta` here: with that of 2026-07-28, the method does not exist. */
const isFastPathInitialize = (params: Fields): boolean =>
  hasOnly(params, INITIALIZE_PARAMS) &&
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

/** Sufficient for values from `JSON.parse`, whose objects are all plain. */
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
