import type { ServerContext } from '@modelcontextprotocol/server';
import { CONFIRMATION_KEY, isInputRequired, type InputRequired } from '../confirmation/input-required.js';
import { CONFIRMATION_LIFETIME_MS } from '../confirmation/confirmation-gate.js';
import type { RequestContext } from '../context/request-context.js';

/** How often a person is asked about one call, when what they are asked about changes again and again. */
const MAX_ROUNDS = 5;

/**
 * Puts questions of a call to the person over the connection of a client before 2026-07-28, in the middle of the client's
 * own request, and takes the call up again with each answer. Time in which a person thinks is nobody's budget: each round
 * is a call of its own. A client that does not answer has closed the question.
 */
export async function elicitOverConnection<Result extends object>(
  call: (context: RequestContext) => Promise<Result | InputRequired | undefined>,
  context: RequestContext,
  { mcpReq }: ServerContext,
): Promise<Result | InputRequired | undefined> {
  let result = await call(context);
  for (let round = 1; result && isInputRequired(result); round += 1) {
    const { inputRequests, requestState: state } = result;
    const { method, params } = inputRequests[CONFIRMATION_KEY];
    const response: unknown =
      round > MAX_ROUNDS
        ? CLOSED
        : await mcpReq
            .send({ method, params }, { timeout: CONFIRMATION_LIFETIME_MS, signal: mcpReq.signal })
            .catch((thrown: unknown) => {
              // The client has canceled the call itself, and waits for no answer.
              if (mcpReq.signal.aborted) throw thrown;
              return CLOSED;
            });
    result = await call({ ...context, elicitation: () => ({ supportsElicitation: true, reply: { state, response } }) });
  }
  return result;
}

const CLOSED = { action: 'cancel' };
