import { Injectable } from '@nestjs/common';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { LazySdk } from '../../mcp/index.js';

/** A client that ends its input right after a request may still read the response; the process must exit within 1 s. */
const FINISH_MS = 600;

/** Serves one client on a pair of streams until it disconnects. */
@Injectable()
export class StdioRunner {
  constructor(private readonly sdk: LazySdk) {}

  /** Resolves after the input ends, the output closes or the signal aborts. Running calls get a moment to finish. */
  async run(input: Readable, output: Writable, signal: AbortSignal): Promise<void> {
    const { stdio } = await this.sdk.endpoints();
    const connection = stdio.serve(input, output);
    await Promise.race([ended(input), connection.closed, aborted(signal)]);
    await connection.finish(FINISH_MS);
  }
}

async function ended(input: Readable): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) input.once(event, () => resolve());
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
