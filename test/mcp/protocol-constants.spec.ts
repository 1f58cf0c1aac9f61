import * as sdk from '@modelcontextprotocol/server';
import * as terms from '../../src/mcp/protocol/protocol-constants.js';

test('the words and numbers of the protocol are those of the SDK', () => {
  expect(terms).toMatchObject({
    LEGACY_VERSIONS: sdk.SUPPORTED_PROTOCOL_VERSIONS,
    PROTOCOL_VERSION_META: sdk.PROTOCOL_VERSION_META_KEY,
    CLIENT_INFO_META: sdk.CLIENT_INFO_META_KEY,
    CLIENT_CAPABILITIES_META: sdk.CLIENT_CAPABILITIES_META_KEY,
    SERVER_INFO_META: sdk.SERVER_INFO_META_KEY,
    JSON_RPC: {
      parseError: sdk.PARSE_ERROR,
      invalidRequest: sdk.INVALID_REQUEST,
      methodNotFound: sdk.METHOD_NOT_FOUND,
      invalidParams: sdk.INVALID_PARAMS,
      internalError: sdk.INTERNAL_ERROR,
    },
  });
});
