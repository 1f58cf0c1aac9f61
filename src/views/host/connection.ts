/** A JSON-RPC 2.0 message between view and host. */
interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** An error response of the host. */
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

/** Receives the notifications of the host. */
export type NotificationListener = (method: string, params: unknown) => void;

const METHOD_NOT_FOUND = -32601;
/** Requests of a host that a view supports: liveness, and the end of the view. */
const SUPPORTED_REQUESTS = ['ping', 'ui/resource-teardown'];

/**
 * JSON-RPC over `postMessage` between a view and the window that embeds it (MCP Apps 2026-01-26, "Transport"). Messages of
 * other windows are ignored. A view cannot know the origin of its host, so it must send only what came from that host.
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

  /** Resolves with the result, or rejects with a `HostError`. There is no timeout, as a person may have to decide first. */
  async request(method: string, params: object): Promise<unknown> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.post({ id, method, params });
    });
  }

  /** Sends a notification to the host. */
  notify(method: string, params: object = {}): void {
    this.post({ method, params });
  }

  private receive({ id, method, params, result, error }: Message): void {
    if (method !== undefined && id === undefined) return this.onNotification(method, params);
    if (method !== undefined) {
      const notFound = { code: METHOD_NOT_FOUND, message: 'Method not found' };
      return this.post(SUPPORTED_REQUESTS.includes(method) ? { id, result: {} } : { id, error: notFound });
    }
    const pending = this.pending.get(Number(id));
    this.pending.delete(Number(id));
    if (error) pending?.reject(new HostError(error.code, error.message));
    else pending?.resolve(result);
  }

  private post(message: Omit<Message, 'jsonrpc'>): void {
    this.host.postMessage({ jsonrpc: '2.0', ...message }, '*');
  }
}

const isMessage = (data: unknown): data is Message =>
  typeof data === 'object' && data !== null && 'jsonrpc' in data && data.jsonrpc === '2.0';
