import type { OnApplicationShutdown } from '@nestjs/common';
import type { PinoLogger } from 'nestjs-pino';
import { timingSafeEqual } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import type { Caller } from '../../mcp/index.js';
import { Authenticator, type AuthenticationError } from '../authenticator.js';
import { sha256 } from '../fingerprint.js';
import { readTokenFile, TokenFileError } from './token-file.js';

/** Kubernetes replaces mounted files behind a symbolic link, which only polling notices. */
const POLL_MS = 1_000;

const UNKNOWN_TOKEN: AuthenticationError = {
  reason: 'invalid_token',
  description: 'The token is not one of those accepted here',
};

/** Accepts the tokens of a file, and reloads it when it changes. */
export class StaticTokenAuthenticator extends Authenticator implements OnApplicationShutdown {
  private accepted: readonly { readonly digest: Buffer; readonly caller: Caller }[];

  /** Throws a `TokenFileError` when the file cannot be used. */
  constructor(
    private readonly path: string,
    private readonly scopes: readonly string[],
    private readonly logger: PinoLogger,
  ) {
    super();
    this.accepted = this.read();
    watchFile(path, { interval: POLL_MS, persistent: false }, this.reload);
  }

  /** Compares with every token, so that the time does not reveal whether or which one matched. */
  authenticate(token: string): Caller | AuthenticationError {
    const digest = sha256(token);
    let found: Caller | undefined;
    for (const entry of this.accepted) if (timingSafeEqual(entry.digest, digest)) found = entry.caller;
    return found ?? UNKNOWN_TOKEN;
  }

  onApplicationShutdown(): void {
    unwatchFile(this.path, this.reload);
  }

  private readonly reload = (): void => {
    try {
      this.accepted = this.read();
      this.logger.info({ tokens: this.accepted.length }, 'read the file of tokens again');
    } catch (thrown) {
      // Most likely the file is half written, so the tokens read before stay valid.
      const reason = thrown instanceof TokenFileError ? thrown.message : 'cannot be used';
      this.logger.warn(`the file of tokens ${reason}. The tokens read before stay in force`);
    }
  };

  private read(): typeof this.accepted {
    return readTokenFile(this.path, this.scopes).map(({ name, sha256: hex, scopes }) => ({
      digest: Buffer.from(hex, 'hex'),
      caller: Object.freeze({ name, scopes: new Set(scopes) }),
    }));
  }
}
