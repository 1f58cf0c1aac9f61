import { Injectable } from '@nestjs/common';
import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import type { CallOrigin } from '../invocation/tool-call.js';
import type { HttpExchange } from './http-exchange.js';
import { idOf, type JsonRpcFault } from './json-rpc.js';
import { LazySdk } from './lazy-sdk.js';
import { PlainEndpoint } from './plain-endpoint.js';
import { plainEra, type Era, type PlainMessage, type RequestHeaders } from './plain-message.js';
import { MODERN_VERSION } from './protocol-terms.js';

/** Why a message is not answered. */
export type Refused =
  /** It is none. */
  | { readonly fault: JsonRpcFault }
  /** It needs a scope that its caller has not been granted. */
  | { readonly missingScope: string; readonly id: JsonRpcFault['id'] };

/** What to answer: JSON text, a response of the SDK, or undefined for what is taken and has no answer. */
export type HttpAnswer = string | Response | undefined;

/**
 * Streamable HTTP of both protocol eras, stateless: any replica answers any request. What is plain is answered directly,
 * everything else by the SDK.
 */
@Injectable()
export class McpHttpEndpoint {
  constructor(
    private readonly plain: PlainEndpoint,
    private readonly sdk: LazySdk,
  ) {}

  /** Answers one message, or tells why not. Never rejects for anything a client sent. */
  answer(exchange: HttpExchange): Promise<HttpAnswer | Refused> | HttpAnswer {
    const { message, caller, headers } = exchange;
    if ('unread' in message) return this.readBySdk(message.unread, exchange);
    const { plain } = message;
    const era = this.plain.takes(plain, caller) ? plainEra(plain, headers) : undefined;
    if (era) return this.plain.answer(plain, era, originOf(plain, era, exchange), headers);
    return this.answerBySdk(plain, exchange);
  }

  private async readBySdk(value: unknown, exchange: HttpExchange): Promise<HttpAnswer | Refused> {
    const { http } = await this.sdk.endpoints();
    const read = http.read(value);
    return 'fault' in read ? read : this.answerBySdk(read.message, exchange);
  }

  private async answerBySdk(message: JSONRPCMessage, exchange: HttpExchange): Promise<HttpAnswer | Refused> {
    const { http } = await this.sdk.endpoints();
    const missingScope = http.missingScope(message, exchange.caller);
    if (missingScope !== undefined) return { missingScope, id: idOf(message) };
    return http.answer(message, exchange);
  }
}

function originOf(message: PlainMessage, era: Era, { caller, headers, onCancel }: HttpExchange): CallOrigin {
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
