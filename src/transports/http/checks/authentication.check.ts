import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator, isAuthenticationError, type AuthenticationError } from '../../../auth/authenticator.js';
import { presentedToken } from '../../../auth/bearer-token.js';
import { Challenges } from '../../../auth/challenge.js';
import type { Caller } from '../../../mcp/index.js';
import type { HttpRejection, RequestCheck } from './request-check.js';

const RETRY_AFTER_SECONDS = '5';

/** Authenticates callers by their bearer token (RFC 6750), except in the mode `none`. */
@Injectable()
export class AuthenticationCheck implements RequestCheck {
  constructor(
    // Undefined only in the mode `none`: Nest does not start with a missing provider.
    @Inject(Authenticator) private readonly authenticator: Authenticator | undefined,
    private readonly challenges: Challenges,
  ) {}

  check(request: FastifyRequest): HttpRejection | undefined | Promise<HttpRejection | undefined> {
    if (!this.authenticator) return undefined;
    const presented = presentedToken(request.raw.rawHeaders);
    if ('error' in presented) return this.rejectHeader(presented.error);
    const outcome = this.authenticator.authenticate(presented.token);
    if (outcome instanceof Promise) return outcome.then((settled) => this.admit(request, settled));
    return this.admit(request, outcome);
  }

  private admit(request: FastifyRequest, outcome: Caller | AuthenticationError): HttpRejection | undefined {
    if (isAuthenticationError(outcome)) return this.rejectToken(outcome);
    request.caller = outcome;
    return undefined;
  }

  private rejectHeader(error: 'missing' | 'malformed'): HttpRejection {
    if (error === 'missing') {
      const message = 'Send a token: Authorization: Bearer <token>';
      return unauthenticated(message, this.challenges.missingToken());
    }
    const message = 'Send one Authorization header of the form: Bearer <token>';
    // RFC 6750 section 3.1: a malformed request is a 400, not a 401.
    return { ...unauthenticated(message, this.challenges.rejectedToken('invalid_request', message)), status: 400 };
  }

  private rejectToken({ reason, description }: AuthenticationError): HttpRejection {
    if (reason === 'unavailable')
      return {
        reason: 'issuer_unavailable',
        status: 503,
        message: `${description}. Try again in ${RETRY_AFTER_SECONDS} s`,
        headers: { 'retry-after': RETRY_AFTER_SECONDS },
      };
    const challenge = this.challenges.rejectedToken('invalid_token', description);
    return unauthenticated(`${description}. Send a valid one`, challenge);
  }
}

const unauthenticated = (message: string, challenge: string): HttpRejection => ({
  reason: 'unauthenticated',
  status: 401,
  message,
  headers: { 'www-authenticate': challenge },
});
