import {
  context as contextApi,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace as traceApi,
  type Attributes,
  type Context,
  type Link,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import {
  Telemetry,
  type AttemptDetails,
  type AttemptResult,
  type CallDetails,
  type ObservedAttempt,
  type ObservedCall,
  type RequestDetails,
  type Trace,
  type TraceCarrier,
} from '../telemetry.js';
import { ATTRIBUTE, TOOL_ERROR } from './attributes.js';

const METHOD = 'tools/call';
/** Limits the JSON-RPC id, which the client chooses. */
const MAX_ID_LENGTH = 64;
/** The protocol version comes from the client, so only one that looks like a revision is recorded. */
const REVISION = /^\d{4}-\d{2}-\d{2}$/;
const NETWORK = {
  http: { [ATTRIBUTE.networkTransport]: 'tcp', [ATTRIBUTE.networkProtocol]: 'http' },
  stdio: { [ATTRIBUTE.networkTransport]: 'pipe' },
} as const;

/** A trace with the context of its span, which is passed as an argument and becomes the parent of later spans. */
class SpanTrace implements Trace {
  readonly id: string;

  constructor(
    readonly context: Context,
    span: Span,
  ) {
    this.id = span.spanContext().traceId;
  }
}

/** Makes a span for each request of a client, and a child span for each request to the backend. They have no arguments or bodies. */
export class SpanTracing extends Telemetry {
  constructor(
    private readonly tracer: Tracer,
    private readonly flush: () => Promise<void>,
  ) {
    super();
  }

  override callStarted({ tool, ...details }: CallDetails): ObservedCall {
    const attributes = {
      [ATTRIBUTE.mcpMethod]: METHOD,
      [ATTRIBUTE.operation]: 'execute_tool',
      [ATTRIBUTE.tool]: tool,
    };
    return this.start(`${METHOD} ${tool}`, details, attributes, () => TOOL_ERROR);
  }

  override requestStarted({ method, name, ...details }: RequestDetails): ObservedCall {
    const attributes = { [ATTRIBUTE.mcpMethod]: method, ...(method === 'prompts/get' && { [ATTRIBUTE.prompt]: name }) };
    return this.start(`${method} ${name}`, details, attributes, (code) => code);
  }

  private start(
    name: string,
    { transport, requestId, describe }: Omit<CallDetails, 'tool'>,
    ownAttributes: Attributes,
    errorType: (code: string) => string,
  ): ObservedCall {
    const { rpcId, protocolVersion, message, request } = describe();
    const messageContext = extractContext(message);
    const requestContext = extractContext(request);
    // Semantic conventions: the context of the message is the parent, and that of the HTTP request is linked.
    const parent = messageContext ?? requestContext ?? ROOT_CONTEXT;
    const attributes: Attributes = {
      ...NETWORK[transport],
      ...ownAttributes,
      [ATTRIBUTE.rpcId]: String(rpcId).slice(0, MAX_ID_LENGTH),
      [ATTRIBUTE.requestId]: requestId,
    };
    if (protocolVersion !== undefined && REVISION.test(protocolVersion))
      attributes[ATTRIBUTE.mcpProtocolVersion] = protocolVersion;
    const links = messageContext && requestContext ? linksTo(requestContext) : [];
    const span = this.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes, links }, parent);
    return {
      trace: new SpanTrace(traceApi.setSpan(parent, span), span),
      ended: (code) => {
        // A request for a confirmation is not an error.
        if (code !== 'OK' && code !== 'INPUT_REQUIRED') {
          span.setAttributes({ [ATTRIBUTE.errorType]: errorType(code), [ATTRIBUTE.code]: code });
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
      },
    };
  }

  override attemptStarted({ method, path, resends, server }: AttemptDetails, trace?: Trace): ObservedAttempt {
    // A request to the backend without a call, such as a health check, gets no trace.
    if (!(trace instanceof SpanTrace)) return super.attemptStarted({ method, path, resends, server });
    const template = `${server.basePath}${path}`;
    const attributes: Attributes = {
      [ATTRIBUTE.httpMethod]: method,
      [ATTRIBUTE.serverAddress]: server.address,
      [ATTRIBUTE.serverPort]: server.port,
      [ATTRIBUTE.urlTemplate]: template,
      // The conventions require the URL without sensitive parts: here the id and the whole query are left out.
      [ATTRIBUTE.urlFull]: `${server.origin}${template.replace('{id}', 'REDACTED')}`,
    };
    if (resends > 0) attributes[ATTRIBUTE.httpResends] = resends;
    const span = this.tracer.startSpan(`${method} ${template}`, { kind: SpanKind.CLIENT, attributes }, trace.context);
    const headers: Record<string, string> = {};
    propagation.inject(traceApi.setSpan(trace.context, span), headers);
    return { headers, ended: (result) => endAttempt(span, result) };
  }

  /** Sends the remaining spans. Nest calls this after the server is closed and every call has ended. */
  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }
}

/** The trace context in a carrier; undefined when it is absent or invalid. */
function extractContext({ traceparent, tracestate }: TraceCarrier): Context | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const carrier = { traceparent, ...(typeof tracestate === 'string' && { tracestate }) };
  // Without baggage, which may contain anything and would be sent on to the backend.
  const context = propagation.extract(contextApi.active(), carrier);
  return traceApi.getSpanContext(context) && context;
}

function linksTo(context: Context): Link[] {
  const linked = traceApi.getSpanContext(context);
  return linked ? [{ context: linked }] : [];
}

function endAttempt(span: Span, result: AttemptResult): void {
  if ('status' in result) span.setAttribute(ATTRIBUTE.httpStatus, result.status);
  const isError = !('status' in result) || result.status >= 400;
  if (isError) {
    span.setAttribute(ATTRIBUTE.errorType, 'status' in result ? String(result.status) : result.reason);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
