import type { CallToolResult, InputRequiredResult, ServerContext, Tool } from '@modelcontextprotocol/server';
import { ANNOTATIONS } from '../tools/fixture.js';

/**
 * A tool served by the SDK directly, past our tool library. The suite has tools for parts of the protocol that the
 * library leaves out on purpose: asking the user back, sampling, protocol errors and log messages to the client.
 * They still go through our transport, which has to carry those parts for whoever needs them.
 */
export interface NativeTool {
  readonly name: string;
  /** True when messages go to the client before the result. */
  readonly streams?: boolean;
  run(context: ServerContext): Promise<CallToolResult | InputRequiredResult>;
}

export const listed = ({ name }: NativeTool): Tool => ({
  name,
  title: name,
  description: 'A fixture of the conformance suite',
  inputSchema: { type: 'object', properties: {} },
  annotations: ANNOTATIONS,
});

export const says = (words: string): CallToolResult => ({ content: [{ type: 'text', text: words }] });
