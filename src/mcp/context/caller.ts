/** A secret of a caller. It is read only by `reveal()`, so that no log prints it by accident. */
export interface CallerCredential {
  reveal(): string;
}

/** On whose behalf a request is made. The transport identifies the caller; tools and lists are checked against it. */
export interface Caller {
  /** The name of the caller in logs and limits, never a secret. Undefined where callers do not authenticate. */
  readonly name: string | undefined;
  /** The scopes that the caller has been granted; `all` where callers do not authenticate. */
  readonly scopes: ReadonlySet<string> | 'all';
  /** The caller's own key for the backend. It is used only for the calls of this caller and is not stored. */
  readonly credential?: CallerCredential;
}

/** The caller over stdio, and over HTTP when authentication is off. */
export const ANYONE: Caller = Object.freeze({ name: undefined, scopes: 'all' });

/** Whether a caller has been granted a scope. */
export const isGranted = ({ scopes }: Caller, scope: string): boolean => scopes === 'all' || scopes.has(scope);
