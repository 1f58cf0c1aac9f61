import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator, isAuthenticationError, type AuthenticationError } from '../../../auth/authenticator.js';
import { presentedToken } from '../../../auth/bearer-token.js';
import { Challenges } from '../../../auth/challenge.js';
import type { Caller } from '../../../mcp/index.js';
import type { HttpRejection, RequestCheck } from './request-check.js';

const RETRY_AFTER_SECONDS = '5';

/** Finds out who calls, where callers are asked (RFC 6750). */
@Injectable()
export class AuthenticationCheck implements RequestCheck {
  constructor(
    // Undefined only where nobody is asked who they are; one that is missing by mistake does not start.
    @Inject(Authenticator) private readonly authenticator: Authenticator | undefined,
    private readonly challenges: Challenges,
  ) {}

  check(request: FastifyRequest): HttpRejection | undefined | Promise<HttpRejection | undefined> {
    if (!this.authenticator) return undefined;
    const presented = presentedToken(request.raw.rawHeaders);
    if ('error' in presented) return this.unusable(presented.error);
    const outcome = this.authenticator.authenticate(presented.token);
    if (outcome instanceof Promise) return outcome.then((settled) => this.admit(request, settled));
    return this.admit(request, outcome);
  }

  private admit(request: FastifyRequest, outcome: Caller | AuthenticationError): HttpRejection | undefined {
    if (isAuthenticationError(outcome)) return this.rejectionOf(outcome);
    request.caller = outcome;
    return undefined;
  }

  private unusable(fault: 'missing' | 'malformed'): HttpRejection {
    if (fault === 'missing') {
      const message = 'Send a token: Authorization: Bearer <token>';
      return unauthenticated(message, this.challenges.missing());
    }
    const message = 'Send one Authorization header of the form: Bearer <token>';
    // RFC 6750 section 3.1: a request with two readings is a bad one, whoever sends it.
    return { ...unauthenticated(message, this.challenges.refused('invalid_request', message)), status: 400 };
  }

  private rejectionOf({ reason, description }: AuthenticationError): HttpRejection {
    if (reason === 'unavailable')
      return {
        reason: 'issuer_unavailable',
        status: 503,
        message: `${description}. Try again in ${RETRY_AFTER_SECONDS} s`,
        headers: { 'retry-after': RETRY_AFTER_SECONDS },
      };
    const challenge = this.challenges.refused('invalid_token', description);
    return unauthenticated(`${description}. Send a valid one`, challenge);
  }
}

const unauthenticated = (message: string, challenge: string): HttpRejection => ({
  reason: 'unauthenticated',
  status: 401,
  message,
  headers: { 'www-authenticate': challenge },
});
