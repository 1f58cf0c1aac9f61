/** API keys of the two demo organisations. They work only in a sandbox, so they may be printed. */
export const SANDBOX_KEYS = { acme: 'test_sandbox_acme', globex: 'test_sandbox_globex' } as const;

/** An organisation. Every invoice belongs to one and is invisible to the others. */
export interface Organization {
  readonly id: string;
  readonly name: string;
}

/** The first demo organisation. */
export const ACME: Organization = { id: 'org_01SANDBOXACME', name: 'Acme GmbH' };
/** The second demo organisation. */
export const GLOBEX: Organization = { id: 'org_01SANDBOXGLOBEX', name: 'Globex Ltd' };

/** Organisations by their API keys. */
export const ORGANIZATION_OF_KEY: ReadonlyMap<string, Organization> = new Map([
  [SANDBOX_KEYS.acme, ACME],
  [SANDBOX_KEYS.globex, GLOBEX],
]);
