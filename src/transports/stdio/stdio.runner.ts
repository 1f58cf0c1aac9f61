import { Injectable } from '@nestjs/common';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { LazySdk } from '../../mcp/index.js';

/** Clients that end their input right after a request may still read the answer; the process is gone within 1 s. */
const FINISH_MS = 600;

/** Serves one client on a pair of streams, for as long as that client is there. */
@Injectable()
export class StdioRunner {
  constructor(private readonly sdk: LazySdk) {}

  /** Resolves when the input has ended, the output is gone, or `stop` is aborted; running calls get a moment to end. */
  async run(input: Readable, output: Writable, stop: AbortSignal): Promise<void> {
    const { stdio } = await this.sdk.endpoints();
    const connection = stdio.serve(input, output);
    await Promise.race([ended(input), connection.closed, aborted(stop)]);
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
