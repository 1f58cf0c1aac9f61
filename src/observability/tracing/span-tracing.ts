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
/** Both come from the client: one is cut, the other has to look like a revision of the protocol. */
const MAX_ID_LENGTH = 64;
const REVISION = /^\d{4}-\d{2}-\d{2}$/;
const NETWORK = {
  http: { [ATTRIBUTE.networkTransport]: 'tcp', [ATTRIBUTE.networkProtocol]: 'http' },
  stdio: { [ATTRIBUTE.networkTransport]: 'pipe' },
} as const;

/** A trace with the context that its next spans hang on: handed on in words, so that nothing has to be looked up. */
class SpanTrace implements Trace {
  readonly id: string;

  constructor(
    readonly context: Context,
    span: Span,
  ) {
    this.id = span.spanContext().traceId;
  }
}

/** One span for each tool call or other request, and below it one for each request to the backend. Arguments and bodies are in none. */
export class SpanTracing extends Telemetry {
  constructor(
    private readonly tracer: Tracer,
    private readonly flush: () => Promise<void>,
  ) {
    super();
  }

  override callStarted({ tool, ...facts }: CallDetails): ObservedCall {
    const about = {
      [ATTRIBUTE.mcpMethod]: METHOD,
      [ATTRIBUTE.operation]: 'execute_tool',
      [ATTRIBUTE.tool]: tool,
    };
    return this.start(`${METHOD} ${tool}`, facts, about, () => TOOL_ERROR);
  }

  override requestStarted({ method, name, ...facts }: RequestDetails): ObservedCall {
    const about = { [ATTRIBUTE.mcpMethod]: method, ...(method === 'prompts/get' && { [ATTRIBUTE.prompt]: name }) };
    return this.start(`${method} ${name}`, facts, about, (code) => code);
  }

  private start(
    name: string,
    facts: Omit<CallDetails, 'tool'>,
    about: Attributes,
    errorType: (code: string) => string,
  ): ObservedCall {
    const { transport, requestId, describe } = facts;
    const { rpcId, protocolVersion, message, request } = describe();
    const ofMessage = extracted(message);
    const ofRequest = extracted(request);
    // The conventions: the message's own context is the parent, that of the HTTP request around it is linked.
    const parent = ofMessage ?? ofRequest ?? ROOT_CONTEXT;
    const attributes: Attributes = {
      ...NETWORK[transport],
      ...about,
      [ATTRIBUTE.rpcId]: String(rpcId).slice(0, MAX_ID_LENGTH),
      [ATTRIBUTE.requestId]: requestId,
    };
    if (protocolVersion !== undefined && REVISION.test(protocolVersion))
      attributes[ATTRIBUTE.mcpProtocolVersion] = protocolVersion;
    const links = ofMessage && ofRequest ? linksTo(ofRequest) : [];
    const span = this.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes, links }, parent);
    return {
      trace: new SpanTrace(traceApi.setSpan(parent, span), span),
      ended: (code) => {
        // A question to a person is no error.
        if (code !== 'OK' && code !== 'INPUT_REQUIRED') {
          span.setAttributes({ [ATTRIBUTE.errorType]: errorType(code), [ATTRIBUTE.code]: code });
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
      },
    };
  }

  override attemptStarted({ method, path, resends, server }: AttemptDetails, trace?: Trace): ObservedAttempt {
    // What no call asked for, such as a look at the backend for the health page, is no trace of its own.
    if (!(trace instanceof SpanTrace)) return super.attemptStarted({ method, path, resends, server });
    const template = `${server.basePath}${path}`;
    const attributes: Attributes = {
      [ATTRIBUTE.httpMethod]: method,
      [ATTRIBUTE.serverAddress]: server.address,
      [ATTRIBUTE.serverPort]: server.port,
      [ATTRIBUTE.urlTemplate]: template,
      // Required by the conventions, which ask to leave out what is sensitive: here the id and the whole query.
      [ATTRIBUTE.urlFull]: `${server.origin}${template.replace('{id}', 'REDACTED')}`,
    };
    if (resends > 0) attributes[ATTRIBUTE.httpResends] = resends;
    const span = this.tracer.startSpan(`${method} ${template}`, { kind: SpanKind.CLIENT, attributes }, trace.context);
    const headers: Record<string, string> = {};
    propagation.inject(traceApi.setSpan(trace.context, span), headers);
    return { headers, ended: (result) => endAttempt(span, result) };
  }

  /** Sends what has not been sent yet. By then the server is closed, and every call has ended. */
  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }
}

/** The context that a carrier names, or undefined when there is none or none that can be read. */
function extracted({ traceparent, tracestate }: TraceCarrier): Context | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const carrier = { traceparent, ...(typeof tracestate === 'string' && { tracestate }) };
  // Only these two: baggage may hold anything, and the backend is another party.
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
