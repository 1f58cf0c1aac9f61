// Constants of the protocol. The SDK exports them too, but importing it would load it (see `LazySdk`). A test compares both.

/** The revision whose requests carry their own metadata. Those before it negotiate a version once for each connection. */
export const MODERN_VERSION = '2026-07-28';

/** The revisions that `initialize` can negotiate, the latest first. */
export const LEGACY_VERSIONS: readonly string[] = [
  '2025-11-25',
  '2025-06-18',
  '2025-03-26',
  '2024-11-05',
  '2024-10-07',
];

/** Key in `_meta` of a modern request: its revision. */
export const PROTOCOL_VERSION_META = 'io.modelcontextprotocol/protocolVersion';
/** Key in `_meta` of a modern request: name and version of the client. */
export const CLIENT_INFO_META = 'io.modelcontextprotocol/clientInfo';
/** Key in `_meta` of a modern request: capabilities of the client. */
export const CLIENT_CAPABILITIES_META = 'io.modelcontextprotocol/clientCapabilities';
/** Key in `_meta` of a modern result: name and version of the server. */
export const SERVER_INFO_META = 'io.modelcontextprotocol/serverInfo';

/** Error codes of JSON-RPC 2.0, section 5.1. */
export const JSON_RPC = {
  parseError: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internalError: -32_603,
} as const;
