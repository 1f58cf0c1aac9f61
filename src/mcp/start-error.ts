/** Thrown at start for a tool, resource or prompt that cannot be offered. Its message is one sentence with the remedy. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
