import {
  inputRequired,
  INVALID_PARAMS,
  ProtocolError,
  type InputRequests,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { StateSeal } from '../../../../src/mcp/confirmation/state-seal.js';
import { ask } from './client-asking.tools.js';
import { says, type NativeTool } from './native-tool.js';

/** The service's own seal: the suite's forgeries are held against what people's confirmations rest on. */
const seal = new StateSeal([]);
const LIFE_MS = 60_000;

/** The round that the call is in, 0 for the first; refuses a state that this process has not issued for the tool. */
function roundOf(tool: string, context: ServerContext): number {
  const sent = context.mcpReq.requestState<string>();
  if (sent === undefined) return 0;
  const state = seal.open(sent);
  if (state?.call !== tool || state.expiresAt < Date.now())
    throw new ProtocolError(INVALID_PARAMS, 'Invalid or expired requestState');
  return Number(state.confirmedState);
}

/** A tool that asks one set of questions after the other, and keeps where it is at the client. */
const inRounds = (tool: string, rounds: readonly InputRequests[], ending: string): NativeTool => ({
  name: tool,
  run: async (context) => {
    const round = roundOf(tool, context);
    const inputRequests = rounds[round];
    if (!inputRequests) return says(ending);
    const next = { call: tool, confirmedState: String(round + 1), nonce: '', expiresAt: Date.now() + LIFE_MS };
    return inputRequired({ inputRequests, requestState: seal.seal(next) });
  },
});

const confirm = {
  confirm: inputRequired.elicit({
    message: 'Please confirm',
    requestedSchema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] },
  }),
};

/** Tools that need more than one round, or have to know which round it is. */
export const STATEFUL_TOOLS = [
  inRounds('test_input_required_result_request_state', [confirm], 'state-ok'),
  inRounds('test_input_required_result_tampered_state', [confirm], 'The state was not changed.'),
  inRounds(
    'test_input_required_result_multi_round',
    [
      { step1: ask('Step 1: What is your name?', 'name') },
      { step2: ask('Step 2: What is your favorite color?', 'color') },
    ],
    'Both steps are done.',
  ),
  inRounds(
    'test_input_required_result_multiple_inputs',
    [
      {
        user_name: ask('What is your name?', 'name'),
        greeting: inputRequired.createMessage({
          messages: [{ role: 'user', content: { type: 'text', text: 'Generate a greeting' } }],
          maxTokens: 50,
        }),
        client_roots: inputRequired.listRoots(),
      },
    ],
    'All three were answered.',
  ),
];
