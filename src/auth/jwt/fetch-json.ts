/** Metadata and key sets have only a few kilobytes. */
const MAX_BYTES = 256 * 1024;

/** Thrown when the authorization server sends no usable response. The message is a clause for the log. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/** Fetches JSON. Size is limited, time by the signal, and redirects are errors. Throws `IssuerUnavailable`. */
export async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const headers = { accept: 'application/json, application/jwk-set+json' };
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new IssuerUnavailable(`it answers with status ${response.status}`);
    }
    return JSON.parse(await readText(response));
  } catch (thrown) {
    if (thrown instanceof IssuerUnavailable) throw thrown;
    if (signal.aborted) throw new IssuerUnavailable('it does not answer in time');
    // Not the library's message, which may quote the response.
    throw new IssuerUnavailable(thrown instanceof SyntaxError ? 'its answer is not JSON' : 'it cannot be reached');
  }
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_BYTES) throw new IssuerUnavailable(`its answer is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
