import { BUCKET_SCRIPT } from './bucket-script.js';

const CONNECT_MS = 1_000;
const RECONNECT_MS = 500;
const PING_MS = 1_000;
/** A connection that is silent for longer than its ping interval is dead, even without an error. */
const SILENCE_MS = 3_000;
/** More commands than are sent within the time that a reply may take. */
const MAX_PENDING = 10_000;

/**
 * Opens a client of Redis that reconnects in the background and never keeps the process alive. Commands fail at once
 * while there is no connection. The library is loaded only here, as most processes do not need it.
 */
export async function openRedis(url: { reveal(): string }) {
  const { createClient, defineScript } = await import('redis');
  const takeToken = defineScript({
    SCRIPT: BUCKET_SCRIPT,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser, key: string, tokenMicros: number, capacityMicros: number) {
      parser.pushKey(key);
      parser.push(String(tokenMicros), String(capacityMicros));
    },
    transformReply: (reply: number) => reply,
  });
  const client = createClient({
    url: url.reveal(),
    // Every Redis speaks the older protocol, and the replies are simple.
    RESP: 2,
    scripts: { takeToken },
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    commandsQueueMaxLength: MAX_PENDING,
    pingInterval: PING_MS,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      // The jitter keeps replicas that lost Redis together from reconnecting together.
      reconnectStrategy: () => RECONNECT_MS * (1 + Math.random()),
    },
  });
  client.unref();
  return client;
}

/** The client that `openRedis` returns. */
export type RedisClient = Awaited<ReturnType<typeof openRedis>>;
