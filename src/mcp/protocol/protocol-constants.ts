// Words and numbers of the protocol, of which the SDK has its own copies: a process that needs no more of it than these
// does not load it. A test compares the two.

/** The revision whose requests carry their own metadata; all before it negotiate once for a connection. */
export const MODERN_VERSION = '2026-07-28';

/** The revisions that can be negotiated, the latest first. */
export const LEGACY_VERSIONS: readonly string[] = [
  '2025-11-25',
  '2025-06-18',
  '2025-03-26',
  '2024-11-05',
  '2024-10-07',
];

/** Where a request of 2026-07-28 says which revision it is of. */
export const PROTOCOL_VERSION_META = 'io.modelcontextprotocol/protocolVersion';
/** Where it says who sends it. */
export const CLIENT_INFO_META = 'io.modelcontextprotocol/clientInfo';
/** Where it says what its sender can do. */
export const CLIENT_CAPABILITIES_META = 'io.modelcontextprotocol/clientCapabilities';
/** Where a result of that revision says who answered. */
export const SERVER_INFO_META = 'io.modelcontextprotocol/serverInfo';

/** Codes of errors (JSON-RPC 2.0 section 5.1). */
export const JSON_RPC = {
  parseError: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internalError: -32_603,
} as const;
