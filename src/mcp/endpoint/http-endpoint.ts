import { Injectable } from '@nestjs/common';
import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import type { RequestContext } from '../context/request-context.js';
import type { HttpExchange } from './http-exchange.js';
import { idOf, type JsonRpcErrorResponse } from '../protocol/json-rpc.js';
import { LazySdk } from './lazy-sdk.js';
import { FastPathEndpoint } from '../fast-path/fast-path.endpoint.js';
import type { Era, FastPathMessage, RequestHeaders } from '../fast-path/fast-path-message.js';
import { MODERN_VERSION } from '../protocol/protocol-constants.js';

/** Why a message is not answered. */
export type EndpointRejection =
  /** It is none. */
  | { readonly error: JsonRpcErrorResponse }
  /** It needs a scope that its caller has not been granted. */
  | { readonly missingScope: string; readonly id: JsonRpcErrorResponse['id'] };

/** What to answer: JSON text, a response of the SDK, or undefined for what is taken and has no answer. */
export type EndpointResponse = string | Response | undefined;

/**
 * Streamable HTTP of both protocol eras, stateless: any replica answers any request. What is plain is answered directly,
 * everything else by the SDK.
 */
@Injectable()
export class McpHttpEndpoint {
  constructor(
    private readonly fastPath: FastPathEndpoint,
    private readonly sdk: LazySdk,
  ) {}

  /** Answers one message, or tells why not. Never rejects for anything a client sent. */
  handle(exchange: HttpExchange): Promise<EndpointResponse | EndpointRejection> | EndpointResponse {
    const { message, caller, headers } = exchange;
    if ('unparsed' in message) return this.readBySdk(message.unparsed, exchange);
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
      // SEP-414: in `_meta` these two have no prefix.
      message: message.params?._meta ?? {},
      request: { traceparent: headerOf(headers, 'traceparent'), tracestate: headerOf(headers, 'tracestate') },
    }),
  };
}

const headerOf = (headers: RequestHeaders, name: string): string | undefined => headers[name]?.toString();
