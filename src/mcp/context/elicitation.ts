/** What the client of a request can do to ask its user (MCP page "Elicitation"). */
export interface ClientElicitation {
  /** Whether the client has announced the capability `elicitation` with forms. */
  readonly supportsElicitation: boolean;
  /** The state and the response that the client sends back after an elicitation. Both are unchecked: do not trust them. */
  readonly reply?: { readonly state: string; readonly response: unknown };
}
