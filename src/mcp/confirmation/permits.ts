import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Question } from '../decorators/confirmation.js';
import type { RegisteredTool } from '../discovery/tool.registry.js';
import type { CallOrigin, ToolCall } from '../invocation/tool-call.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { digestOf } from './digest.js';
import { inputRequired, type InputRequired } from './input-required.js';
import { verdictOf, type Person } from './person.js';
import { notConfirmed, tooManyConfirmations } from './refusals.js';
import { StateSeal, type SealedState } from './state-seal.js';
import { UsedStates } from './used-states.js';

/** A person reads, thinks and perhaps asks somebody; what they were told must not be old when they agree. */
export const QUESTION_LIFE_MS = 600_000;

const NONCE_BYTES = 16;

const CHANGED = 'What you were asked about has changed in the meantime, and nothing was done. Please look again.';

/** Leave to run a tool, perhaps with more exact arguments; or the question to a person on which it depends. */
export type Permit =
  { readonly input: object; readonly question?: never } | { readonly question: InputRequired; readonly input?: never };

/**
 * Decides whether a call may run that a person has to confirm. Nothing is kept between a question and its answer but the
 * state that the client brings back, so that any replica can take the answer.
 */
@Injectable()
export class Permits {
  private readonly seal: StateSeal;

  constructor(
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
    private readonly used: UsedStates,
  ) {
    this.seal = new StateSeal(options.confirm?.stateKeys ?? []);
  }

  /** The permit of a call. Throws the `ToolError` that answers the call when it must not run. */
  async of(tool: RegisteredTool, input: object, call: ToolCall, origin: CallOrigin): Promise<Permit> {
    const person = origin.person?.();
    if (!person?.canBeAsked && !person?.reply && this.fallback(origin) === 'allow') {
      call.confirmation = 'unasked';
      return { input };
    }
    const asked = digestOf([tool.options.name, input, call.caller.name ?? null]);
    const state = person?.reply && this.open(person.reply.state, asked);
    const verdict = verdictOf(person?.reply?.answer);
    call.subject = state?.subject;
    if (state && verdict) await this.take(state);
    if (state && verdict && verdict !== 'accepted') {
      call.confirmation = verdict;
      throw notConfirmed(`confirmation_${verdict}`);
    }
    const question = await tool.confirm?.(input, call);
    if (!question) return { input };
    const isAnswered = state !== undefined && verdict === 'accepted';
    if (isAnswered && state.facts === digestOf(question.facts)) {
      call.confirmation = 'accepted';
      call.confirmationId = state.nonce;
      return { input: question.input ?? input };
    }
    return { question: this.ask(question, asked, isAnswered, person, call) };
  }

  private ask(
    { message, facts }: Question<object>,
    asked: string,
    hasChanged: boolean,
    person: Person | undefined,
    call: ToolCall,
  ): InputRequired {
    if (!person?.canBeAsked) {
      call.confirmation = 'unasked';
      throw notConfirmed('confirmation_unavailable');
    }
    call.confirmation = 'asked';
    const state = this.seal.seal({
      call: asked,
      facts: digestOf(facts),
      nonce: randomBytes(NONCE_BYTES).toString('base64url'),
      expiresAt: Date.now() + QUESTION_LIFE_MS,
      subject: call.subject,
    });
    return inputRequired(hasChanged ? `${CHANGED}\n\n${message}` : message, state);
  }

  private open(text: string, asked: string): SealedState {
    const state = this.seal.open(text);
    if (!state) throw notConfirmed('confirmation_forged');
    if (state.call !== asked) throw notConfirmed('confirmation_mismatched');
    if (state.expiresAt <= Date.now()) throw notConfirmed('confirmation_expired');
    return state;
  }

  /**
   * Any answer uses its question up: a no, as it could be turned into a yes later, and a yes before it is known whether it
   * will do, as two that arrive together must not both find it unused.
   */
  private async take({ nonce, expiresAt }: SealedState): Promise<void> {
    const outcome = await this.used.take(nonce, expiresAt);
    if (outcome === 'used') throw notConfirmed('confirmation_used');
    if (outcome === 'full') throw tooManyConfirmations();
  }

  private fallback({ transport }: CallOrigin): 'refuse' | 'allow' {
    return this.options.confirm?.fallback ?? (transport === 'stdio' ? 'allow' : 'refuse');
  }
}
