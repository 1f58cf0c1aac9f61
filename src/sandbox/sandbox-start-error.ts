/** Thrown when the sandbox cannot start. Its message is one line with the remedy. */
export class SandboxStartError extends Error {
  override readonly name = 'SandboxStartError';
}
