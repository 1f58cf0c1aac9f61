import type { Envelope } from './clients.js';
import { MCP_HEADERS, toolCall } from './messages.js';

/** Calls a tool at an endpoint and gives the envelope: the least an agent has to do, so that many calls cost little. */
export async function callTool(endpoint: string, name: string, args: unknown = {}): Promise<Envelope> {
  return callWith(endpoint, JSON.stringify(toolCall(name, args)));
}

/** The same with the message as text, for what `JSON.stringify` would not write. */
export async function callWith(endpoint: string, message: string): Promise<Envelope> {
  const response = await fetch(endpoint, { method: 'POST', headers: MCP_HEADERS, body: message });
  const { result } = (await response.json()) as { result: { structuredContent: Envelope } };
  return result.structuredContent;
}

/** Runs the calls, so many at a time, and gives their results in order. */
export async function inParallel<T>(
  count: number,
  width: number,
  call: (index: number) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      results[index] = await call(index);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
