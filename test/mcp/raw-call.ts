import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';

export interface RawCall {
  readonly isModern: boolean;
  readonly tool: string;
  readonly progressToken?: string;
  readonly signal?: AbortSignal;
}

/** A call on the bare connection, for looking at what comes back or going away before it does. */
export async function rawCall(endpoint: string, { isModern, tool, progressToken, signal }: RawCall): Promise<Response> {
  const { params, ...message } = (isModern ? modernCall(tool) : toolCall(tool)) as { params: { _meta?: object } };
  const _meta = { ...params._meta, ...(progressToken && { progressToken }) };
  return fetch(endpoint, {
    method: 'POST',
    headers: isModern ? modernHeaders(tool) : MCP_HEADERS,
    body: JSON.stringify({ ...message, params: { ...params, _meta } }),
    ...(signal && { signal }),
  });
}

/** Messages of an event stream as they arrive (HTML standard, "Server-sent events"). */
export async function* eventsOf({ body }: Response): AsyncGenerator<unknown, void> {
  let text = '';
  for await (const chunk of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const data = /^data: (.+)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data) yield JSON.parse(data);
    }
  }
}
