import { ToolError } from '../../mcp/index.js';

/** A transition of an invoice, which must happen once however often a caller requests it. */
export interface Transition<State> {
  /** Whether the invoice is in the target state. Throws `INVALID_STATUS` when the state does not allow the transition. */
  readonly isApplied: (state: State) => boolean;
  /** Sends the request for the transition and resolves with the state after it. */
  readonly apply: () => Promise<State>;
  /** Reads the current state, to find out whether a transition without a response has happened. */
  readonly read: () => Promise<State>;
}

/** The state after a transition. */
export interface AppliedTransition<State> {
  readonly state: State;
  /** True when the invoice was in the target state before this call. */
  readonly alreadyApplied: boolean;
}

/**
 * Applies a transition unless the state before shows that it has already happened: what the backend does with a repeated one
 * is not documented. If the response is lost, the state is read again.
 */
export async function applyTransition<State>(
  transition: Transition<State>,
  before: State,
): Promise<AppliedTransition<State>> {
  return transition.isApplied(before) ? { state: before, alreadyApplied: true } : attempt(transition, 1);
}

async function attempt<State>(transition: Transition<State>, resends: number): Promise<AppliedTransition<State>> {
  try {
    return { state: await transition.apply(), alreadyApplied: false };
  } catch (thrown) {
    if (!(thrown instanceof ToolError) || !(isLost(thrown) || isConflict(thrown))) throw thrown;
    const current = await transition.read().then(
      (state) => ({ state }),
      () => undefined,
    );
    if (!current) throw thrown;
    // After a conflict another caller was faster; after a lost response it was most probably this call.
    if (transition.isApplied(current.state)) return { state: current.state, alreadyApplied: isConflict(thrown) };
    // Resending is safe: if the first request still arrives, it has the same content.
    if (isLost(thrown) && resends > 0) return attempt(transition, resends - 1);
    throw thrown;
  }
}

const isLost = ({ details }: ToolError): boolean => details.outcome === 'unknown';
const isConflict = ({ code }: ToolError): boolean => code === 'INVALID_STATUS';
