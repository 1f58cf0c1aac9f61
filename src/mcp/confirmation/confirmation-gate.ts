import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { ClientElicitation } from '../context/elicitation.js';
import type { RequestContext } from '../context/request-context.js';
import type { ToolCall } from '../context/tool-call.js';
import type { RegisteredTool } from '../discovery/tool.registry.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { confirmationError, tooManyConfirmations } from './confirmation-error.js';
import type { ConfirmationRequest } from './confirmation-prompt.js';
import { digestOf } from './digest.js';
import { elicitationOutcome } from './elicitation-result.js';
import { inputRequired, type InputRequired } from './input-required.js';
import { ReplayGuard } from './replay-guard.js';
import { StateSeal, type SealedState } from './state-seal.js';

/** Long enough to read, think and ask somebody, and short enough that the question is not out of date. */
export const CONFIRMATION_LIFETIME_MS = 600_000;

const NONCE_BYTES = 16;

const CHANGED_NOTICE =
  'What you were asked about has changed in the meantime, and nothing was done. Please look again.';

/** Either the input with which the tool may run, or the elicitation that a person has to answer first. */
export type ConfirmationResult =
  | { readonly input: object; readonly elicitation?: never }
  | { readonly elicitation: InputRequired; readonly input?: never };

/**
 * Decides whether a call that needs a confirmation may run. The client keeps the sealed state between the question and the
 * response, so any replica can handle the response.
 */
@Injectable()
export class ConfirmationGate {
  private readonly seal: StateSeal;

  constructor(
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
    private readonly replayGuard: ReplayGuard,
  ) {
    this.seal = new StateSeal(options.confirm?.stateKeys ?? []);
  }

  /** Checks the confirmation of one call. Throws a `ToolError` when the call must not run. */
  async check(
    tool: RegisteredTool,
    input: object,
    call: ToolCall,
    context: RequestContext,
  ): Promise<ConfirmationResult> {
    const client = context.elicitation?.();
    if (!client?.supportsElicitation && !client?.reply && this.fallback(context) === 'allow') {
      call.confirmation = 'unasked';
      return { input };
    }
    const callDigest = digestOf([tool.options.name, input, call.caller.name ?? null]);
    const state = client?.reply && this.open(client.reply.state, callDigest);
    const outcome = elicitationOutcome(client?.reply?.response);
    call.subject = state?.subject;
    if (state && outcome) await this.consume(state);
    if (state && outcome && outcome !== 'accepted') {
      call.confirmation = outcome;
      throw confirmationError(`confirmation_${outcome}`);
    }
    const request = await tool.confirm?.(input, call);
    if (!request) return { input };
    const isAccepted = state !== undefined && outcome === 'accepted';
    if (isAccepted && state.confirmedState === digestOf(request.confirmedState)) {
      call.confirmation = 'accepted';
      call.confirmationId = state.nonce;
      return { input: request.input ?? input };
    }
    return { elicitation: this.elicit(request, callDigest, isAccepted, client, call) };
  }

  private elicit(
    { message, confirmedState }: ConfirmationRequest<object>,
    callDigest: string,
    hasChanged: boolean,
    client: ClientElicitation | undefined,
    call: ToolCall,
  ): InputRequired {
    if (!client?.supportsElicitation) {
      call.confirmation = 'unasked';
      throw confirmationError('confirmation_unavailable');
    }
    call.confirmation = 'asked';
    const state = this.seal.seal({
      call: callDigest,
      confirmedState: digestOf(confirmedState),
      nonce: randomBytes(NONCE_BYTES).toString('base64url'),
      expiresAt: Date.now() + CONFIRMATION_LIFETIME_MS,
      subject: call.subject,
    });
    return inputRequired(hasChanged ? `${CHANGED_NOTICE}\n\n${message}` : message, state);
  }

  private open(text: string, callDigest: string): SealedState {
    const state = this.seal.open(text);
    if (!state) throw confirmationError('confirmation_forged');
    if (state.call !== callDigest) throw confirmationError('confirmation_mismatched');
    if (state.expiresAt <= Date.now()) throw confirmationError('confirmation_expired');
    return state;
  }

  /**
   * Consumes the nonce with every response: with a decline, so that nobody can replace it by an accept later, and with an
   * accept before any other check, so that only the first of two concurrent responses succeeds.
   */
  private async consume({ nonce, expiresAt }: SealedState): Promise<void> {
    const outcome = await this.replayGuard.consume(nonce, expiresAt);
    if (outcome === 'used') throw confirmationError('confirmation_used');
    if (outcome === 'full') throw tooManyConfirmations();
  }

  private fallback({ transport }: RequestContext): 'refuse' | 'allow' {
    return this.options.confirm?.fallback ?? (transport === 'stdio' ? 'allow' : 'refuse');
  }
}
