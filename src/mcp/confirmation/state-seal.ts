import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What the server needs to know when the response to an elicitation arrives, at any replica. */
export interface SealedState {
  /** Digest of tool, arguments and caller. */
  readonly call: string;
  /** Digest of the state that the person was asked to confirm. */
  readonly confirmedState: string;
  /** Unique for every elicitation, so that its response counts once. */
  readonly nonce: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Identifier of the object that the call changes, for the audit log of a declined call. */
  readonly subject?: string | undefined;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D section 8.2.2: with 96 random bits, one key is good for 2^32 seals. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = '1.';
/** Separates the key from other uses of the secret, and this version of the seal from others. */
const PURPOSE = 'orvion-mcp confirmation 1';
/** The upper bound is longer than any state of ours and keeps the work for hostile ones small. */
const SEALED = /^1\.[\w-]{40,2048}$/;

/**
 * Seals the state that a client keeps between an elicitation and its response. Clients cannot read it, and a state that they
 * change or make up does not open (AES-256-GCM; keys derived by HKDF, RFC 5869).
 */
export class StateSeal {
  private readonly keys: readonly Buffer[];

  /** The first secret seals, all of them open: put a new secret in front of the old one. Default: a random secret. */
  constructor(secrets: readonly { reveal(): string }[]) {
    const texts = secrets.length > 0 ? secrets.map((secret) => secret.reveal()) : [randomBytes(KEY_BYTES)];
    this.keys = texts.map((text) => Buffer.from(hkdfSync('sha256', text, '', PURPOSE, KEY_BYTES)));
  }

  /** Seals a state into text that is opaque to clients. */
  seal({ call, confirmedState, nonce, expiresAt, subject }: SealedState): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys[0] as Buffer, iv).setAAD(Buffer.from(PURPOSE));
    const text = JSON.stringify([call, confirmedState, nonce, expiresAt, ...(subject === undefined ? [] : [subject])]);
    return (
      VERSION + Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    );
  }

  /** Opens a sealed state; undefined when the text was not sealed with one of the keys. */
  open(text: string): SealedState | undefined {
    if (!SEALED.test(text)) return undefined;
    const bytes = Buffer.from(text.slice(VERSION.length), 'base64url');
    for (const key of this.keys) {
      const opened = unseal(key, bytes);
      if (opened !== undefined) return parseState(opened);
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
    // Sealed with another key, or changed since: the library does not say which.
    return undefined;
  }
}

/** Parses without checks, because an authentic text was written by `seal`. */
function parseState(text: string): SealedState {
  const [call, confirmedState, nonce, expiresAt, subject] = JSON.parse(text) as [
    string,
    string,
    string,
    number,
    string?,
  ];
  return { call, confirmedState, nonce, expiresAt, subject };
}
