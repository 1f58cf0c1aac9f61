import type { ServerContext } from '@modelcontextprotocol/server';
import { CONFIRMATION_LIFETIME_MS } from '../confirmation/confirmation-gate.js';
import { CONFIRMATION_KEY, isInputRequired, type InputRequired } from '../confirmation/input-required.js';
import type { RequestContext } from '../context/request-context.js';

/** How often a person is asked about one call when the state to confirm changes again and again. */
const MAX_ROUNDS = 5;

/**
 * Sends the elicitations of a call to a legacy client over its connection while its request is open, and repeats the call
 * with each response. Each round is a call with its own budget, so the time in which a person thinks does not count. A
 * client that does not respond counts as one whose user closed the form.
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
        ? CANCEL
        : await mcpReq
            .send({ method, params }, { timeout: CONFIRMATION_LIFETIME_MS, signal: mcpReq.signal })
            .catch((thrown: unknown) => {
              // The client has canceled the call, so it expects no response.
              if (mcpReq.signal.aborted) throw thrown;
              return CANCEL;
            });
    result = await call({ ...context, elicitation: () => ({ supportsElicitation: true, reply: { state, response } }) });
  }
  return result;
}

const CANCEL = { action: 'cancel' };
