import { Injectable } from '@nestjs/common';
import {
  createMcpHandler,
  isLegacyRequest,
  legacyStatelessFallback,
  type AuthInfo,
  type JSONRPCMessage,
  type McpRequestContext,
} from '@modelcontextprotocol/server';
import type { Caller } from '../context/caller.js';
import type { HttpExchange } from '../endpoint/http-exchange.js';
import { announcesViews, newViewSession, SESSION_HEADER } from '../protocol/views-extension.js';
import { LegacyHttpTransport } from './legacy-error-code.js';
import { readMessage, type ReadResult } from './read-message.js';
import { ServerFeatures } from './server-features.js';
import { ServerFactory } from './server.factory.js';

/** Headers with credentials. The protocol does not need them, and the SDK could store or log them. */
const CREDENTIAL_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

/**
 * Serves messages over HTTP with the SDK. Modern requests go to its handler. Legacy requests get a transport of their own,
 * because that handler would respond to them with a stream.
 */
@Injectable()
export class SdkHttpEndpoint {
  private readonly modern;
  private readonly legacyStream;

  constructor(
    private readonly factory: ServerFactory,
    private readonly features: ServerFeatures,
  ) {
    this.modern = createMcpHandler((context) => factory.create(callerOf(context)), { legacy: 'reject' });
    this.legacyStream = legacyStatelessFallback((context) => factory.create(callerOf(context)));
  }

  /** Validates a parsed value. */
  read(value: unknown): ReadResult {
    return readMessage(value);
  }

  /** The scope that a message needs and its caller has not been granted; undefined when none is missing. */
  missingScope(message: JSONRPCMessage, caller: Caller): string | undefined {
    return this.features.missingScope(message, caller);
  }

  /** Serves one message. Its promise never rejects because of anything that a client sent. */
  async handle(
    message: JSONRPCMessage,
    { caller, headers, onCancel }: Omit<HttpExchange, 'message'>,
  ): Promise<Response> {
    const controller = new AbortController();
    onCancel((reason) => controller.abort(reason));
    const { signal } = controller;
    const request = new Request('http://localhost/mcp', { method: 'POST', headers: toHeaders(headers), signal });
    const parsed = { parsedBody: message, authInfo: authInfoOf(caller) };
    if (!(await isLegacyRequest(request, message))) return this.modern.fetch(request, parsed);
    if (this.features.respondsWithStream(message)) return this.legacyStream(request, parsed);
    const response = await this.legacyJson(request, message, caller);
    if (startsViewSession(message)) response.headers.set(SESSION_HEADER, newViewSession());
    return response;
  }

  private async legacyJson(request: Request, message: JSONRPCMessage, caller: Caller): Promise<Response> {
    const server = this.factory.create(caller);
    const transport = new LegacyHttpTransport({ enableJsonResponse: true });
    await server.connect(transport);
    const { signal } = request;
    // Closing the server aborts the tool but never settles the promise of the SDK, so the disconnection settles the race.
    const disconnected = new Promise<Response>((resolve) => {
      signal.addEventListener('abort', () => resolve(new Response(null, { status: 499 })), { once: true });
    });
    try {
      return await Promise.race([transport.handleRequest(request, { parsedBody: message }), disconnected]);
    } finally {
      await server.close();
    }
  }
}

/** Whether a message is the `initialize` of a client that shows views. */
const startsViewSession = (message: JSONRPCMessage): boolean =>
  'method' in message && message.method === 'initialize' && announcesViews(message.params?.capabilities);

/** Carries the caller to the server factory: the SDK passes on nothing but `AuthInfo`. It contains no token. */
const authInfoOf = (caller: Caller): AuthInfo => ({ token: '', clientId: '', scopes: [], extra: { caller } });

function callerOf({ authInfo }: McpRequestContext): Caller {
  const caller = authInfo?.extra?.caller;
  // A missing caller is an error: a default would grant the rights of somebody else.
  if (!caller) throw new Error('The caller of a request was lost on the way');
  return caller as Caller;
}

function toHeaders(headers: HttpExchange['headers']): Headers {
  const kept = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !CREDENTIAL_HEADERS.has(name))
      kept.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return kept;
}
