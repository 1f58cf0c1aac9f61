/** Names and values of environment variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Trims all values and leaves out empty ones: `NAME=` means unset. */
export function nonEmptyVariables(env: Variables): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const text = value?.trim();
    if (text) variables[name] = text;
  }
  return variables;
}
