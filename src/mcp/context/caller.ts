/** A value that does not print itself. */
export interface CallerCredential {
  reveal(): string;
}

/** On whose behalf a call is made. The transport finds out; tools and lists are held against it. */
export interface Caller {
  /** How logs and limits name the caller; undefined when nobody had to say who they are. Never a secret. */
  readonly name: string | undefined;
  /** What the caller may use; `all` where callers are not told apart. */
  readonly scopes: ReadonlySet<string> | 'all';
  /** The caller's own key for what is behind the tools, used for the caller's calls only and kept nowhere. */
  readonly credential?: CallerCredential;
}

/** Whoever starts the process, or reaches an endpoint that asks nobody who they are. */
export const ANYONE: Caller = Object.freeze({ name: undefined, scopes: 'all' });

/** Whether a caller may use what needs this scope. */
export const isGranted = ({ scopes }: Caller, scope: string): boolean => scopes === 'all' || scopes.has(scope);
