import { InvoicesClient, type ApiResponse, type Invoice } from '../harness/invoices-client.js';
import { openTarget, type Target } from './target.js';

/** A client of the target for one test file. A shared backend keeps no open invoice of ours afterwards. */
class ContractClient extends InvoicesClient {
  private readonly made = new Set<string>();

  override async post(fields?: Readonly<Record<string, unknown>>): Promise<ApiResponse<Invoice>> {
    const response = await super.post(fields);
    if (response.status < 300) this.made.add(response.body.id);
    return response;
  }

  async tidy(): Promise<void> {
    for (const id of this.made) {
      // A draft can be deleted, an open invoice canceled; a final one stays as it is.
      if ((await this.remove(id)).status === 409) await this.cancel(id);
    }
  }
}

export function useContract(): InvoicesClient {
  let target: Target | undefined;
  const client = new ContractClient(() => {
    if (!target) throw new Error('The target is not open yet.');
    return target;
  });
  beforeAll(async () => {
    target = await openTarget();
  });
  afterAll(async () => {
    await client.tidy();
    await target?.close();
  });
  return client;
}
