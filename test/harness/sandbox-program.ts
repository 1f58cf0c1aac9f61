import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvoicesClient } from './invoices-client.js';
import { startProgram, type Program } from './program.js';

/** The built `sandbox` command as a process of its own, and a client with the key of the first organisation. */
export interface SandboxProgram extends Program {
  readonly baseUrl: string;
  readonly client: InvoicesClient;
}

export async function startSandboxProgram(database: string): Promise<SandboxProgram> {
  const program = startProgram(['sandbox'], { ORVION_MCP_SANDBOX_PORT: '0', ORVION_MCP_SANDBOX_DATABASE: database });
  const [, baseUrl = ''] = await program.said(/AGENTPAY_API_BASE_URL=(\S+)\n/);
  return { ...program, baseUrl, client: new InvoicesClient(() => ({ baseUrl, apiKey: 'test_sandbox_acme' })) };
}

/** A path in a folder of its own. */
export const newFile = (name: string): string => join(mkdtempSync(join(tmpdir(), 'orvion-sandbox-')), name);
