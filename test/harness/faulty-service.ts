import { startApp, type TestApp } from './app.js';
import { startFaultProxy, type FaultProxy, type ProxyFault } from './fault-proxy.js';
import type { Variables } from './program.js';
import { startBackend, type TestBackend } from './sandbox.js';
import { use } from './use.js';

/** A service that reaches its backend through a proxy, where each test loses what it wants to be lost. */
export interface FaultyService {
  readonly backend: TestBackend;
  readonly proxy: FaultProxy;
  readonly service: TestApp;
  /** An invoice as the backend has it. */
  readonly stored: (id: string) => Promise<Record<string, unknown>>;
  /** Does this to the first so many requests of a method, and lets all others pass. */
  readonly failFirst: (method: string, times: number, fault: ProxyFault) => void;
}

/** Starts one for the tests of a file. Every test begins with a proxy that lets everything pass. */
export function useFaultyService(variables: Variables = {}): FaultyService {
  const backend = use(startBackend);
  const proxy = use(async () => startFaultProxy(backend.baseUrl));
  const service = use(async () =>
    startApp({
      ...backend.variables,
      AGENTPAY_API_BASE_URL: proxy.baseUrl,
      // A quarter of it is left for reading back, also on a busy machine.
      AGENTPAY_TIMEOUT_SEC: '4',
      ...variables,
    }),
  );
  beforeEach(() => proxy.decide(() => undefined));
  return {
    backend,
    proxy,
    service,
    stored: async (id) => (await backend.api('GET', `/invoices/${id}`)).body,
    failFirst: (failing, times, fault) => {
      let left = times;
      proxy.decide(({ method }) => (method === failing && left-- > 0 ? fault : undefined));
    },
  };
}
