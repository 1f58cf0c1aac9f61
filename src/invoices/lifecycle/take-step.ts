import { ToolError } from '../../mcp/envelope/tool-error.js';

/** A step in the life of an invoice, which must be taken once however often it is asked for. */
export interface Step<State> {
  /** Whether a state is the one the step leads to. Throws `INVALID_STATUS` when there is no way there from it. */
  readonly isDone: (state: State) => boolean;
  /** Sends the step, and gives the state after it. */
  readonly take: () => Promise<State>;
  /** Reads the state back, to find out what became of a step without an answer. */
  readonly read: () => Promise<State>;
}

/** The state in which an invoice stands, whoever brought it there. */
export interface Taken<State> {
  readonly state: State;
  /** True when it stood there before this call. */
  readonly wasDone: boolean;
}

/**
 * Takes a step from a state that was read before, because what the backend does with a second one is not documented. A lost
 * answer is settled by reading again.
 */
export async function takeStep<State>(step: Step<State>, before: State): Promise<Taken<State>> {
  return step.isDone(before) ? { state: before, wasDone: true } : attempt(step, 1);
}

async function attempt<State>(step: Step<State>, repeats: number): Promise<Taken<State>> {
  try {
    return { state: await step.take(), wasDone: false };
  } catch (thrown) {
    if (!(thrown instanceof ToolError) || !(isLost(thrown) || isConflict(thrown))) throw thrown;
    const now = await step.read().then(
      (state) => ({ state }),
      () => undefined,
    );
    if (!now) throw thrown;
    // After a conflict somebody else was quicker; after a lost answer it was most probably this very call.
    if (step.isDone(now.state)) return { state: now.state, wasDone: isConflict(thrown) };
    // Sending the same step once more is safe: should the first still arrive, it says nothing else.
    if (isLost(thrown) && repeats > 0) return attempt(step, repeats - 1);
    throw thrown;
  }
}

const isLost = ({ details }: ToolError): boolean => details.outcome === 'unknown';
const isConflict = ({ code }: ToolError): boolean => code === 'INVALID_STATUS';
