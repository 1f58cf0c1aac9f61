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

/** Headers that the protocol has no use for and that must not reach code which might keep or show them. */
const WITHHELD = new Set(['authorization', 'cookie', 'proxy-authorization']);

/**
 * Answers over HTTP by way of the SDK. Requests of 2026-07-28 go to its own handler; for older ones a transport is built
 * here, since that handler would answer them as a stream.
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

  /** Whether a parsed value is a message, and which. */
  read(value: unknown): ReadResult {
    return readMessage(value);
  }

  /** The scope that a message needs and its caller has not been granted; undefined for every message that may go on. */
  missingScope(message: JSONRPCMessage, caller: Caller): string | undefined {
    return this.features.missingScope(message, caller);
  }

  /** Answers one message. Never rejects for anything a client sent. */
  async handle(
    message: JSONRPCMessage,
    { caller, headers, onCancel }: Omit<HttpExchange, 'message'>,
  ): Promise<Response> {
    const controller = new AbortController();
    onCancel((reason) => controller.abort(reason));
    const { signal } = controller;
    const request = new Request('http://localhost/mcp', { method: 'POST', headers: toHeaders(headers), signal });
    const parsed = { parsedBody: message, authInfo: carry(caller) };
    if (!(await isLegacyRequest(request, message))) return this.modern.fetch(request, parsed);
    if (this.features.respondsWithStream(message)) return this.legacyStream(request, parsed);
    const response = await this.legacyJson(request, message, caller);
    if (beginsWithViews(message)) response.headers.set(SESSION_HEADER, newViewSession());
    return response;
  }

  private async legacyJson(request: Request, message: JSONRPCMessage, caller: Caller): Promise<Response> {
    const server = this.factory.create(caller);
    const transport = new LegacyHttpTransport({ enableJsonResponse: true });
    await server.connect(transport);
    const { signal } = request;
    // Closing aborts the tool, but leaves the SDK's own promise open for ever, so the race is decided here.
    const abandoned = new Promise<Response>((resolve) => {
      signal.addEventListener('abort', () => resolve(new Response(null, { status: 499 })), { once: true });
    });
    try {
      return await Promise.race([transport.handleRequest(request, { parsedBody: message }), abandoned]);
    } finally {
      await server.close();
    }
  }
}

/** Whether a message is the first of a client that shows views. */
const beginsWithViews = (message: JSONRPCMessage): boolean =>
  'method' in message && message.method === 'initialize' && announcesViews(message.params?.capabilities);

/** The one thing that the SDK hands from a request to its factory. Nothing in it is a token. */
const carry = (caller: Caller): AuthInfo => ({ token: '', clientId: '', scopes: [], extra: { caller } });

function callerOf({ authInfo }: McpRequestContext): Caller {
  const caller = authInfo?.extra?.caller;
  // Never anyone's rights for want of better knowledge.
  if (!caller) throw new Error('The caller of a request was lost on the way');
  return caller as Caller;
}

function toHeaders(headers: HttpExchange['headers']): Headers {
  const kept = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !WITHHELD.has(name)) kept.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return kept;
}
