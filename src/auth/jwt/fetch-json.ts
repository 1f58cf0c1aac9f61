/** Metadata and key sets are a few kilobytes. */
const MAX_BYTES = 256 * 1024;

/** The authorization server did not give what was asked of it. The message is a clause for the log. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/** The JSON at an address, bounded in size, and in time by the signal. Redirects are refused. Throws `IssuerUnavailable`. */
export async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const headers = { accept: 'application/json, application/jwk-set+json' };
  try {
    const answer = await fetch(url, { headers, redirect: 'manual', signal });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new IssuerUnavailable(`it answers with status ${answer.status}`);
    }
    return JSON.parse(await textOf(answer));
  } catch (thrown) {
    if (thrown instanceof IssuerUnavailable) throw thrown;
    if (signal.aborted) throw new IssuerUnavailable('it does not answer in time');
    // Not the library's words, which may quote the answer.
    throw new IssuerUnavailable(thrown instanceof SyntaxError ? 'its answer is not JSON' : 'it cannot be reached');
  }
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_BYTES) throw new IssuerUnavailable(`its answer is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
