import { once } from 'node:events';
import { request, type Agent } from 'node:http';

/** A request in the words of `node:http`, which unlike `fetch` shows connections and sends any path. */
export interface BareRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes, or what is sent as JSON. */
  readonly body?: object;
  /** A connection of its own, when there is none. */
  readonly agent?: Agent;
}

/** What came back: a status, or the code of the system why nothing did. */
export interface BareResponse {
  readonly outcome: number | string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Whether the response came on a connection that had been used before. */
  readonly reused: boolean;
}

/** Sends one request, once. Never rejects. */
export async function bareRequest(origin: string, { path, body, ...sent }: BareRequest): Promise<BareResponse> {
  const { hostname, port } = new URL(origin);
  const outgoing = request({ hostname, port, path, agent: false, ...sent });
  outgoing.end(Buffer.isBuffer(body) ? body : body && JSON.stringify(body));
  try {
    const [incoming] = (await once(outgoing, 'response')) as [
      AsyncIterable<Buffer> & { statusCode: number; headers: BareResponse['headers'] },
    ];
    let text = '';
    for await (const chunk of incoming) text += chunk.toString();
    return { outcome: incoming.statusCode, headers: incoming.headers, text, reused: outgoing.reusedSocket };
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    return { outcome: code ?? String(thrown), headers: {}, text: '', reused: outgoing.reusedSocket };
  }
}
