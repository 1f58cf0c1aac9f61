import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What the server has to know again when the answer to a question arrives, wherever it arrives. */
export interface SealedState {
  /** Digest of what the question was asked for: tool, arguments and caller. */
  readonly call: string;
  /** Digest of what the person was told. */
  readonly confirmedState: string;
  /** Different for every question, so that each is answered once. */
  readonly nonce: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** What the call is to change, for the log of a call that ends with the answer. */
  readonly subject?: string | undefined;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D section 8.2.2: with 96 random bits, one key is good for 2^32 seals. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = '1.';
/** Sets the key apart from any other use of the same secret, and the seal from any other version of it. */
const PURPOSE = 'orvion-mcp confirmation 1';
/** Longer than any state of ours, and short enough to cost nothing. */
const SEALED = /^1\.[\w-]{40,2048}$/;

/**
 * Seals what a client keeps between a question and its answer. Clients cannot read it, and what they change or make up
 * does not open (AES-256-GCM; the keys by HKDF, RFC 5869).
 */
export class StateSeal {
  private readonly keys: readonly Buffer[];

  /** The first secret seals, all of them open: a new one goes in front of the old one. Without any, a random one is used. */
  constructor(secrets: readonly { reveal(): string }[]) {
    const texts = secrets.length > 0 ? secrets.map((secret) => secret.reveal()) : [randomBytes(KEY_BYTES)];
    this.keys = texts.map((text) => Buffer.from(hkdfSync('sha256', text, '', PURPOSE, KEY_BYTES)));
  }

  /** The state as text that clients hand back unread. */
  seal({ call, confirmedState, nonce, expiresAt, subject }: SealedState): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys[0] as Buffer, iv).setAAD(Buffer.from(PURPOSE));
    const text = JSON.stringify([call, confirmedState, nonce, expiresAt, ...(subject === undefined ? [] : [subject])]);
    return (
      VERSION + Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    );
  }

  /** The state in a text; undefined for every text that was not sealed with one of the keys. */
  open(text: string): SealedState | undefined {
    if (!SEALED.test(text)) return undefined;
    const bytes = Buffer.from(text.slice(VERSION.length), 'base64url');
    for (const key of this.keys) {
      const opened = unseal(key, bytes);
      if (opened !== undefined) return read(opened);
    }
    return undefined;
  }
}

function unseal(key: Buffer, bytes: Buffer): string | undefined {
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(PURPOSE))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    // Not sealed with this key, or changed since: the library tells no more, and nobody needs to know.
    return undefined;
  }
}

/** What is authentic was written above. */
function read(text: string): SealedState {
  const [call, confirmedState, nonce, expiresAt, subject] = JSON.parse(text) as [
    string,
    string,
    string,
    number,
    string?,
  ];
  return { call, confirmedState, nonce, expiresAt, subject };
}
