/** Names and values as the environment has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Values without blanks around them; an empty one counts as not set, as `NAME=` in a file means. */
export function setVariables(env: Variables): Record<string, string> {
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const text = value?.trim();
    if (text) set[name] = text;
  }
  return set;
}
