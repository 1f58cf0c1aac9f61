import { ToolError } from '../../mcp/index.js';

/** A step in the life of an invoice, which must be taken once however often it is asked for. */
export interface Transition<State> {
  /** Whether a state is the one the step leads to. Throws `INVALID_STATUS` when there is no way there from it. */
  readonly isApplied: (state: State) => boolean;
  /** Sends the step, and gives the state after it. */
  readonly apply: () => Promise<State>;
  /** Reads the state back, to find out what became of a step without an answer. */
  readonly read: () => Promise<State>;
}

/** The state in which an invoice stands, whoever brought it there. */
export interface AppliedTransition<State> {
  readonly state: State;
  /** True when it stood there before this call. */
  readonly alreadyApplied: boolean;
}

/**
 * Takes a step from a state that was read before, because what the backend does with a second one is not documented. A lost
 * answer is settled by reading again.
 */
export async function applyTransition<State>(
  transition: Transition<State>,
  before: State,
): Promise<AppliedTransition<State>> {
  return transition.isApplied(before) ? { state: before, alreadyApplied: true } : attempt(transition, 1);
}

async function attempt<State>(transition: Transition<State>, repeats: number): Promise<AppliedTransition<State>> {
  try {
    return { state: await transition.apply(), alreadyApplied: false };
  } catch (thrown) {
    if (!(thrown instanceof ToolError) || !(isLost(thrown) || isConflict(thrown))) throw thrown;
    const now = await transition.read().then(
      (state) => ({ state }),
      () => undefined,
    );
    if (!now) throw thrown;
    // After a conflict somebody else was quicker; after a lost answer it was most probably this very call.
    if (transition.isApplied(now.state)) return { state: now.state, alreadyApplied: isConflict(thrown) };
    // Sending the same step once more is safe: should the first still arrive, it says nothing else.
    if (isLost(thrown) && repeats > 0) return attempt(transition, repeats - 1);
    throw thrown;
  }
}

const isLost = ({ details }: ToolError): boolean => details.outcome === 'unknown';
const isConflict = ({ code }: ToolError): boolean => code === 'INVALID_STATUS';
