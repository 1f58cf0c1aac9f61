import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsObject,
  IsString,
  Matches,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { readFileSync, statSync } from 'node:fs';

const MAX_BYTES = 1024 * 1024;

/** Thrown when the token file cannot be used. The message holds nothing of its content. */
export class TokenFileError extends Error {
  override readonly name = 'TokenFileError';
}

/** An accepted token, as in the token file. */
export interface StaticToken {
  /** Name of the caller in logs. */
  readonly name: string;
  /** SHA-256 of the token, in lower-case hex. */
  readonly sha256: string;
  readonly scopes: readonly string[];
}

class Token implements StaticToken {
  @Matches(/^[\w.-]{1,64}$/)
  name: string;

  @Matches(/^[0-9a-f]{64}$/)
  sha256: string;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsString({ each: true })
  scopes: string[];
}

class TokenFile {
  @IsArray()
  @ArrayNotEmpty()
  // Otherwise the entries of a nested list would be taken for tokens.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => Token)
  tokens: Token[];
}

/**
 * Reads the token file, `{"tokens": [{"name", "sha256", "scopes"}]}`, whose scopes must be among those given. Throws a
 * `TokenFileError`.
 */
export function readTokenFile(path: string, scopes: readonly string[]): StaticToken[] {
  const document = parse(path);
  const file = plainToInstance(TokenFile, document);
  const errors = validateSync(file, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  const { tokens } = file;
  if (errors.length > 0 || tokens.some((token) => token.scopes.some((scope) => !scopes.includes(scope)))) {
    const names = scopes.join(' and ');
    throw new TokenFileError(
      'holds something else than {"tokens": [{"name": "...", "sha256": "...", "scopes": ["..."]}]}: names of letters, ' +
        `digits and ._-, SHA-256 in lower-case hex, scopes of ${names}. Correct it`,
    );
  }
  for (const key of ['name', 'sha256'] as const)
    if (new Set(tokens.map((token) => token[key])).size < tokens.length)
      throw new TokenFileError(`has the same ${key} twice. Give every token its own`);
  return tokens;
}

function parse(path: string): object {
  let text: string;
  try {
    if (statSync(path).size > MAX_BYTES) throw new TokenFileError('is larger than 1 MB. It is no file of tokens');
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof TokenFileError) throw thrown;
    throw new TokenFileError('cannot be read. Set it to a readable file of tokens');
  }
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document;
  } catch {
    // The parser's own message could quote the file.
  }
  throw new TokenFileError('is not a JSON object. Correct it');
}
