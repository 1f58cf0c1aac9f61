/** A JSON-RPC 2.0 message, as views and hosts post them to each other. */
interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The host's refusal of a request, in its own words. */
export class HostError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: HostError) => void;
}

/** Hears of everything that the host tells. */
export type NotificationListener = (method: string, params: unknown) => void;

const METHOD_NOT_FOUND = -32601;
/** What a host may ask of a view: whether it is there, and to get ready to go. */
const ANSWERED = ['ping', 'ui/resource-teardown'];

/**
 * The line between a view and the window that holds it: JSON-RPC over `postMessage` (MCP Apps 2026-01-26, "Transport"). Nobody
 * but that window is listened to. Where it comes from is not known to a view, so it is told nothing that it has not told itself.
 */
export class HostConnection {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  constructor(
    private readonly host: Window,
    private readonly onNotification: NotificationListener,
  ) {
    window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
      if (source === host && isMessage(data)) this.receive(data);
    });
  }

  /** Resolves with the result; rejects with a `HostError` when the host says no. It waits as long as a person thinks. */
  async request(method: string, params: object): Promise<unknown> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.post({ id, method, params });
    });
  }

  /** Tells the host something that needs no answer. */
  notify(method: string, params: object = {}): void {
    this.post({ method, params });
  }

  private receive({ id, method, params, result, error }: Message): void {
    if (method !== undefined && id === undefined) return this.onNotification(method, params);
    if (method !== undefined) {
      const refusal = { code: METHOD_NOT_FOUND, message: 'Method not found' };
      return this.post(ANSWERED.includes(method) ? { id, result: {} } : { id, error: refusal });
    }
    const waiting = this.pending.get(Number(id));
    this.pending.delete(Number(id));
    if (error) waiting?.reject(new HostError(error.code, error.message));
    else waiting?.resolve(result);
  }

  private post(message: Omit<Message, 'jsonrpc'>): void {
    this.host.postMessage({ jsonrpc: '2.0', ...message }, '*');
  }
}

const isMessage = (data: unknown): data is Message =>
  typeof data === 'object' && data !== null && 'jsonrpc' in data && data.jsonrpc === '2.0';
