import type { ServerContext } from '@modelcontextprotocol/server';
import { CONFIRMATION, isInputRequired, type InputRequired } from '../confirmation/input-required.js';
import { QUESTION_LIFE_MS } from '../confirmation/permits.js';
import type { CallOrigin } from '../invocation/tool-call.js';

/** How often a person is asked about one call, when what they are asked about changes again and again. */
const MAX_ROUNDS = 5;

/**
 * Puts questions of a call to the person over the connection of a client before 2026-07-28, in the middle of the client's
 * own request, and takes the call up again with each answer. Time in which a person thinks is nobody's budget: each round
 * is a call of its own. A client that does not answer has closed the question.
 */
export async function askOverConnection<Result extends object>(
  call: (origin: CallOrigin) => Promise<Result | InputRequired | undefined>,
  origin: CallOrigin,
  { mcpReq }: ServerContext,
): Promise<Result | InputRequired | undefined> {
  let result = await call(origin);
  for (let round = 1; result && isInputRequired(result); round += 1) {
    const { inputRequests, requestState: state } = result;
    const { method, params } = inputRequests[CONFIRMATION];
    const answer: unknown =
      round > MAX_ROUNDS
        ? CLOSED
        : await mcpReq
            .send({ method, params }, { timeout: QUESTION_LIFE_MS, signal: mcpReq.signal })
            .catch((thrown: unknown) => {
              // The client has canceled the call itself, and waits for no answer.
              if (mcpReq.signal.aborted) throw thrown;
              return CLOSED;
            });
    result = await call({ ...origin, person: () => ({ canBeAsked: true, reply: { state, answer } }) });
  }
  return result;
}

const CLOSED = { action: 'cancel' };
