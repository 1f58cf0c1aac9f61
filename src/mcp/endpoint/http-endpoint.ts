import { Injectable } from '@nestjs/common';
import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import type { RequestContext } from '../context/request-context.js';
import type { Era, FastPathMessage, RequestHeaders } from '../fast-path/fast-path-message.js';
import { FastPathEndpoint } from '../fast-path/fast-path.endpoint.js';
import { idOf, type JsonRpcErrorResponse } from '../protocol/json-rpc.js';
import { MODERN_VERSION } from '../protocol/protocol-constants.js';
import type { HttpExchange } from './http-exchange.js';
import { LazySdk } from './lazy-sdk.js';

/** Why a message is rejected. */
export type EndpointRejection =
  /** It is not a valid message. */
  | { readonly error: JsonRpcErrorResponse }
  /** The caller has not been granted a scope that it needs. */
  | { readonly missingScope: string; readonly id: JsonRpcErrorResponse['id'] };

/** The response to a message: JSON text, a response of the SDK, or undefined for an accepted notification. */
export type EndpointResponse = string | Response | undefined;

/**
 * Streamable HTTP of both protocol eras, stateless, so that any replica can serve any request. The fast path serves the
 * messages that it can, the SDK all others.
 */
@Injectable()
export class McpHttpEndpoint {
  constructor(
    private readonly fastPath: FastPathEndpoint,
    private readonly sdk: LazySdk,
  ) {}

  /** Serves one message. Its promise never rejects because of anything that a client sent. */
  handle(exchange: HttpExchange): Promise<EndpointResponse | EndpointRejection> | EndpointResponse {
    const { message, caller, headers } = exchange;
    if ('unvalidated' in message) return this.readBySdk(message.unvalidated, exchange);
    const { fastPath } = message;
    const era = this.fastPath.route(fastPath, caller, exchange);
    if (era) return this.fastPath.respond(fastPath, era, contextOf(fastPath, era, exchange), headers);
    return this.handleBySdk(fastPath, exchange);
  }

  private async readBySdk(value: unknown, exchange: HttpExchange): Promise<EndpointResponse | EndpointRejection> {
    const { http } = await this.sdk.endpoints();
    const read = http.read(value);
    return 'error' in read ? read : this.handleBySdk(read.message, exchange);
  }

  private async handleBySdk(
    message: JSONRPCMessage,
    exchange: HttpExchange,
  ): Promise<EndpointResponse | EndpointRejection> {
    const { http } = await this.sdk.endpoints();
    const missingScope = http.missingScope(message, exchange.caller);
    if (missingScope !== undefined) return { missingScope, id: idOf(message) };
    return http.handle(message, exchange);
  }
}

function contextOf(message: FastPathMessage, era: Era, { caller, headers, onCancel }: HttpExchange): RequestContext {
  return {
    caller,
    onCancel,
    transport: 'http',
    describe: () => ({
      rpcId: idOf(message) ?? '',
      protocolVersion: era === 'modern' ? MODERN_VERSION : headerOf(headers, 'mcp-protocol-version'),
      // `traceparent` and `tracestate` have no prefix in `_meta` (SEP-414).
      message: message.params?._meta ?? {},
      request: { traceparent: headerOf(headers, 'traceparent'), tracestate: headerOf(headers, 'tracestate') },
    }),
  };
}

const headerOf = (headers: RequestHeaders, name: string): string | undefined => headers[name]?.toString();
