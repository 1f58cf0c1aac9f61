import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { ConfirmationRequest } from './confirmation-prompt.js';
import type { RegisteredTool } from '../discovery/tool.registry.js';
import type { RequestContext } from '../context/request-context.js';
import type { ToolCall } from '../context/tool-call.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { digestOf } from './digest.js';
import { inputRequired, type InputRequired } from './input-required.js';
import type { ClientElicitation } from '../context/elicitation.js';
import { elicitationOutcome } from './elicitation-result.js';
import { confirmationError, tooManyConfirmations } from './confirmation-error.js';
import { StateSeal, type SealedState } from './state-seal.js';
import { ReplayGuard } from './replay-guard.js';

/** A person reads, thinks and perhaps asks somebody; what they were told must not be old when they agree. */
export const CONFIRMATION_LIFETIME_MS = 600_000;

const NONCE_BYTES = 16;

const CHANGED = 'What you were asked about has changed in the meantime, and nothing was done. Please look again.';

/** Leave to run a tool, perhaps with more exact arguments; or the question to a person on which it depends. */
export type ConfirmationResult =
  | { readonly input: object; readonly elicitation?: never }
  | { readonly elicitation: InputRequired; readonly input?: never };

/**
 * Decides whether a call may run that a person has to confirm. Nothing is kept between a question and its answer but the
 * state that the client brings back, so that any replica can take the answer.
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

  /** The permit of a call. Throws the `ToolError` that answers the call when it must not run. */
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
    return inputRequired(hasChanged ? `${CHANGED}\n\n${message}` : message, state);
  }

  private open(text: string, callDigest: string): SealedState {
    const state = this.seal.open(text);
    if (!state) throw confirmationError('confirmation_forged');
    if (state.call !== callDigest) throw confirmationError('confirmation_mismatched');
    if (state.expiresAt <= Date.now()) throw confirmationError('confirmation_expired');
    return state;
  }

  /**
   * Any answer uses its question up: a no, as it could be turned into a yes later, and a yes before it is known whether it
   * will do, as two that arrive together must not both find it unused.
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
