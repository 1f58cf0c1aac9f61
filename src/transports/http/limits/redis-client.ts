import { BUCKET_SCRIPT } from './bucket-script.js';

const CONNECT_MS = 1_000;
const RECONNECT_MS = 500;
const PING_MS = 1_000;
/** A connection that is silent for longer than its pings is dead, even when nothing said so. */
const SILENCE_MS = 3_000;
/** More than are ever under way within the time that an answer may take. */
const MAX_WAITING = 10_000;

/**
 * A connection to Redis that is made in the background, again and again, and never keeps the process alive. Commands fail
 * at once while there is none. The library is loaded only now, as most processes do without.
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
    // One integer is all there is to read, and the older protocol is spoken by every Redis.
    RESP: 2,
    scripts: { takeToken },
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    commandsQueueMaxLength: MAX_WAITING,
    pingInterval: PING_MS,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      // Replicas that lost Redis together do not come back together.
      reconnectStrategy: () => RECONNECT_MS * (1 + Math.random()),
    },
  });
  client.unref();
  return client;
}

export type RedisClient = Awaited<ReturnType<typeof openRedis>>;
