import type { ToolOptions } from '../../../../src/mcp/decorators/tool.decorator.js';

/** None of the suite's tools takes an argument. */
export class NoArguments {}

export const ANNOTATIONS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;

/** Options of a tool whose name and behaviour the suite fixes, and of which it reads nothing else. */
export const fixture = (name: string, options: { streams?: boolean } = {}): ToolOptions<NoArguments, object> => ({
  name,
  title: name,
  description: 'A fixture of the conformance suite',
  annotations: ANNOTATIONS,
  scope: 'conformance',
  input: NoArguments,
  ...options,
});
