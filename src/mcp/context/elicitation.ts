/** How the client of a request can put a question to its user (MCP page "Elicitation"). */
export interface ClientElicitation {
  /** Whether the client has announced that it can ask. */
  readonly supportsElicitation: boolean;
  /** What the client brings back of an earlier question. Both parts are as the client sent them: do not trust them. */
  readonly reply?: { readonly state: string; readonly response: unknown };
}
