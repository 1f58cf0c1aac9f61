/** Keys of the two demo organisations. They open nothing but a sandbox, so they may be printed. */
export const SANDBOX_KEYS = { acme: 'test_sandbox_acme', globex: 'test_sandbox_globex' } as const;

/** An organisation: every invoice belongs to one, and is invisible to the other. */
export interface Organization {
  readonly id: string;
  readonly name: string;
}

export const ACME: Organization = { id: 'org_01SANDBOXACME', name: 'Acme GmbH' };
export const GLOBEX: Organization = { id: 'org_01SANDBOXGLOBEX', name: 'Globex Ltd' };

/** Which organisation a key belongs to. */
export const ORGANIZATION_OF_KEY: ReadonlyMap<string, Organization> = new Map([
  [SANDBOX_KEYS.acme, ACME],
  [SANDBOX_KEYS.globex, GLOBEX],
]);
